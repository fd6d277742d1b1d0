"""What is hidden in the data for learners to find: parameters only, one class an effect.

``Effects(ranking_test=None)`` switches one off; no table which an effect does not concern changes by it.
"""

from dataclasses import dataclass, field

from classroom.world.effects_accounts import (
    DearFlagship,
    FiledLate,
    GoodsFirst,
    LeftOut,
    NoInvoices,
    ReservesKept,
)
from classroom.world.effects_assortment import (
    BetterVersion,
    Cannibals,
    CheapButLate,
    HiddenTail,
    LoyalTesters,
    ProcessShift,
    TrafficProduct,
    WideTrial,
)
from classroom.world.effects_campaigns import (
    BorrowedDemand,
    CartsForPrizes,
    CashBackFriends,
    CheapDeposits,
    CounterInTown,
    CouponForRegulars,
    DeepDiscounts,
    MovingFestival,
    SpringVenue,
    ToolsDiffer,
    TowelsForBathSets,
)
from classroom.world.effects_class import (
    CareTransfers,
    ContentVisits,
    CopyFails,
    FirstMover,
    GoodOnesStop,
    KindSelves,
    LooseMentor,
    ReturnsFirst,
    StrictMentor,
    TierMix,
    WaitersWereLate,
    WrongKey,
)
from classroom.world.effects_landscape import (
    ClosedCircle,
    FollowersCatchUp,
    RightElsewhere,
    SmallFastSegment,
    SpacedLearning,
    StrugglersStay,
)
from classroom.world.effects_live import (
    CardMovesFew,
    NearOpenStore,
    OffersBorrow,
    ReturningHost,
    ScanScene,
    SharingBurst,
    SlotsChosen,
)
from classroom.world.effects_logistics import (
    CarriersDiffer,
    CurrencyFall,
    EmptyAisle,
    LateEveningTruck,
    RefusedAtTheDoor,
    TranslatedPages,
)
from classroom.world.effects_market import (
    CrowdedMiddle,
    DeliveryOpensProvinces,
    EngravingForSome,
    FadTerm,
    MarketOutgrowsUs,
    TelevisionForOneCohort,
    TimingSegments,
    UncertainMarket,
    YoungBuyOften,
)
from classroom.world.effects_pages import (
    BestGoodsFilmed,
    BoastingPages,
    EarlyLead,
    FewRealWins,
    NightOfTheMonitor,
    OldPhones,
    PhoneOnlyWin,
    PrettyMenu,
    SlowPageLosesUnits,
)
from classroom.world.effects_paid_media import (
    BrandWordTakesCredit,
    DecideInTheEvening,
    NightClicks,
    PacksOverlap,
    SaturatedWords,
    SocialStarts,
    SpendingFollowsDemand,
    SureBuyersScoreHigh,
    WornPictures,
)
from classroom.world.effects_platforms import (
    CommonDemand,
    DearTraffic,
    HiddenPermit,
    LongReview,
    SlowSync,
    SurvivorsShine,
    UnequalSamples,
    WarningSigns,
)
from classroom.world.effects_pricing import (
    ElasticityByRole,
    JumpAt199,
    OfferTrials,
    PromotionVisits,
    RegularsPayMore,
    RisesPassOn,
    RivalFollows,
)
from classroom.world.effects_recommendation import (
    AlteredRecord,
    ArUsersChooseThemselves,
    FalseHarvest,
    HitsComeAnyway,
    PlacesAreSeen,
    ShelfFeedsItself,
    StaleLists,
)
from classroom.world.effects_replenishment import (
    CensoredSales,
    ClearanceBorrows,
    ErraticSupplier,
    LeanDrinks,
    SharedSales,
)
from classroom.world.effects_risk import (
    BadBatch,
    BrushingRing,
    FineMask,
    HonestSharing,
    PaidNegatives,
    QuietReader,
    TiredReviewers,
    TrainingHelps,
    WrongNotices,
)
from classroom.world.effects_social import (
    BoughtFollowers,
    EndingsAsk,
    FansWereBuyers,
    HeadsDiffer,
    LongAnswers,
    PremiumFollowsTrust,
    QuietIdea,
    SectionsHelp,
    SilentWeeks,
    UsefulSells,
    ViralPost,
)
from classroom.world.effects_support import (
    BadLot,
    CardAsksPolitely,
    CourseTeaches,
    HastyAgent,
    OtherWords,
    PhrasesThatHelp,
    RepliesWinStars,
    ReturnsSpecialist,
    SilentUnhappy,
    SmallOffersRefused,
    ThinNight,
    WaitingLosesSales,
)
from classroom.world.effects_team import (
    BusyButLate,
    CheapHiresLeave,
    NobodyAnswers,
    OneDataHead,
    SlowIntake,
    SpeedScheme,
    UnheardLeave,
    VolunteersGrow,
)


@dataclass(frozen=True)
class NewPageAndVideo:
    """Each source converts better while the whole converts worse: visits of the weakest source multiply.

    Attributes
    ----------
    start
        First day of the new product page and of the warm-up video campaign.
    conversion_lift
        Factor on the conversion of every source.
    video_visits
        Factor on visits from short videos until ``video_end``.
    video_end, video_after
        Last day of the campaign, and the factor that stays after it.
    """

    start: str = "2025-10-27"
    conversion_lift: float = 1.30
    video_visits: float = 5.4
    video_end: str = "2025-11-11"
    video_after: float = 2.0


@dataclass(frozen=True)
class DealSiteBots:
    """A partner paid by click sends visits that are mostly machines.

    Attributes
    ----------
    start
        First day of the contract.
    share
        Its visits as a share of people's visits from other sources.
    bots
        Share of machines among its visits.
    flagged
        Share of the machines that the platform recognises.
    """

    start: str = "2025-09-22"
    share: float = 0.125
    bots: float = 0.88
    flagged: float = 0.5


@dataclass(frozen=True)
class PopularWordWithoutIntent:
    """A search word with the most searches and clicks, and hardly an order.

    Attributes
    ----------
    volume, ctr, cvr
        Searches a month, clicks per search, orders per click.
    """

    volume: int = 186_000
    ctr: float = 0.118
    cvr: float = 0.0001


@dataclass(frozen=True)
class RankingTest:
    """The platform swaps places in its result lists, which lets position and quality be told apart.

    Attributes
    ----------
    swapped
        Share of the places that are swapped on a day.
    """

    swapped: float = 0.3


@dataclass(frozen=True)
class PositionBias:
    """Better goods stand higher and higher places are looked at more.

    Attributes
    ----------
    decay
        Exponent of the place in the share of shoppers who look at it.
    quality
        Effect of one standard deviation of the rank score on the log of the click rate.
    """

    decay: float = 0.45
    quality: float = 0.45


@dataclass(frozen=True)
class NavigationChange:
    """A new menu lifts a group of pages from depth 5 to 2 between the two months.

    Attributes
    ----------
    pages
        How many pages.
    """

    pages: int = 80


@dataclass(frozen=True)
class SlowPagesBounce:
    """A slow first page makes visitors leave.

    Attributes
    ----------
    per_doubling
        Added log odds of leaving when load time doubles.
    """

    per_doubling: float = 0.22


@dataclass(frozen=True)
class StockOuts:
    """Goods that were sold out for some weeks.

    Attributes
    ----------
    goods
        How many goods.
    """

    goods: int = 24


@dataclass(frozen=True)
class FailedPayments:
    """For most of a day nobody can pay; the orders are cancelled.

    Attributes
    ----------
    start, detected, end
        When it began, was noticed and was over.
    share
        Share of the payments that fail, cash on delivery apart.
    """

    start: str = "2025-05-21T08:50:00"
    detected: str = "2025-05-21T13:25:00"
    end: str = "2025-05-21T22:40:00"
    share: float = 0.96


@dataclass(frozen=True)
class EmptyAccount:
    """The advertising account has no balance for two days: paid search and paid short videos stop.

    Attributes
    ----------
    start, detected, end
        When it began, was noticed and was over; whole days.
    paid_video
        Share of the visits from short videos that are paid for, and are lost.
    """

    start: str = "2025-08-26T00:00:00"
    detected: str = "2025-08-27T10:10:00"
    end: str = "2025-08-27T23:50:00"
    paid_video: float = 0.85


@dataclass(frozen=True)
class DoubleTag:
    """The daily figures count each visit of a day twice; no other table does.

    Attributes
    ----------
    start, detected, end
        When it began, was noticed and was over; one day.
    counted
        Visits counted for each visit.
    """

    start: str = "2025-09-11T00:20:00"
    detected: str = "2025-09-11T16:40:00"
    end: str = "2025-09-11T23:55:00"
    counted: float = 1.97


@dataclass(frozen=True)
class LogBots:
    """Machines in the server log of the group's own site.

    Attributes
    ----------
    share
        Their share of all requests, the deal site's machines among them.
    scrapers
        Share of scrapers with a browser's user agent among the machines that no partner sends.
    """

    share: float = 0.12
    scrapers: float = 0.45


@dataclass(frozen=True)
class BeaconFaults:
    """What the script in the pages misses, and what it counts too often.

    Attributes
    ----------
    blocked
        Share of visitors who block it.
    lost
        Share of beacons that never arrive.
    repeated
        Share of beacons that the network delivers twice, with the same number.
    wrong_clocks
        Share of visitors whose clock is some minutes wrong.
    double_day
        Day on which every beacon fires twice, with two numbers.
    """

    blocked: float = 0.065
    lost: float = 0.015
    repeated: float = 0.006
    wrong_clocks: float = 0.04
    double_day: str = "2025-10-22"


@dataclass(frozen=True)
class DirtyOrders:
    """What is wrong with the lines of the raw list of orders.

    Attributes
    ----------
    duplicates
        Lines repeated exactly, as a share of all lines.
    earlier
        Share of orders that stand there with an earlier status too.
    nameless
        Lines repeated without their number, as a share of all lines.
    warehouse
        Share of lines that the warehouse exports, with times in UTC.
    full_width, padded
        Share of cells with full-width digits, and with blanks round them.
    """

    duplicates: float = 0.008
    earlier: float = 0.04
    nameless: float = 0.004
    warehouse: float = 0.30
    full_width: float = 0.05
    padded: float = 0.04


@dataclass(frozen=True)
class HopefulForecasts:
    """Forecasts of promotions come true by little more than half; other forecasts are right on average.

    Attributes
    ----------
    promotions
        Result of a promotion as a share of its forecast, on average.
    noise
        Spread of a result round its mean, as a share of the forecast.
    """

    promotions: float = 0.55
    noise: float = 0.25


@dataclass(frozen=True)
class TrialLuck:
    """Three trials: a clear win, a lucky first week, and an arm that loses units on the way.

    Attributes
    ----------
    win
        Conversion of the old and of the new version where the new one wins.
    first_week
        Conversion of the old and of the new version in the first week of the trial without a difference.
    same
        Conversion of both versions of that trial over all weeks.
    lost
        Share of the new version's mobile units that never arrive in the third trial.
    by_device
        Conversion on mobile, desktop and tablet in the third trial, for both versions.
    """

    win: tuple[float, float] = (0.050, 0.064)
    first_week: tuple[float, float] = (0.039, 0.053)
    same: float = 0.043
    lost: float = 0.22
    by_device: tuple[float, float, float] = (0.026, 0.100, 0.050)


@dataclass(frozen=True)
class ChannelQuality:
    """The channel with the cheapest new customers brings those who leave early.

    Who came through which channel is drawn by how often they buy again, so orders stay as they are. Each attribute
    tilts the log of a channel's share between the worst and the best customers of one month.

    Attributes
    ----------
    tilt_short_video, tilt_social, tilt_paid_search, tilt_search, tilt_direct
        Negative: the channel has more of the bad customers.
    """

    tilt_short_video: float = -2.4
    tilt_social: float = 0.3
    tilt_paid_search: float = 0.5
    tilt_search: float = 0.3
    tilt_direct: float = 0.7


@dataclass(frozen=True)
class CampaignCustomers:
    """Who first buys in the weeks of 双十一 comes back less in the next two months.

    All cohorts come back more in the months of campaigns, too, whatever their age: that is in the calendar, not here.

    Attributes
    ----------
    first, last
        First and last day of these weeks, month and day.
    days
        How long after the first purchase repeat purchases are fewer.
    skipped
        Share of them that is not made.
    """

    first: str = "10-27"
    last: str = "11-12"
    days: float = 60.0
    skipped: float = 0.6


@dataclass(frozen=True)
class MembersChooseThemselves:
    """Customers who buy much join; joining changes nothing.

    Attributes
    ----------
    first
        Chance to join after the first order.
    growth
        Exponent by which the chance grows with the number of orders.
    value
        Exponent by which it grows with the amount of the order.
    """

    first: float = 0.185
    growth: float = 0.55
    value: float = 0.35


@dataclass(frozen=True)
class ReactivationLift:
    """Most sleeping members who come back after a message would have come back anyway.

    Attributes
    ----------
    lift
        Share who buy within 30 days, touched members less control group.
    """

    lift: float = 0.02


@dataclass(frozen=True)
class WinBackCoupon:
    """A coupon brings few customers back, and many use it who would have come anyway.

    Attributes
    ----------
    lift
        Share who buy within 30 days, customers with the coupon less control group.
    """

    lift: float = 0.02


@dataclass(frozen=True)
class LateLeave:
    """Customers whose parcel came late buy again less often: which parcels are slow is drawn by who comes back.

    Attributes
    ----------
    slow
        Chance of a slow parcel for a customer who will not buy again within 90 days, as a multiple of the usual one.
    """

    slow: float = 1.5


@dataclass(frozen=True)
class SatisfiedStay:
    """Customers who will buy again within 90 days answer a little better; answers change, orders don't.

    Attributes
    ----------
    stars
        Chance that a review of a customer who leaves has one to four stars less.
    mood
        Standard deviations by which answers of those who leave are lower.
    service
        Points by which their marks for service are lower, before rounding.
    reason
        Chance that one who leaves is one point lower in the score that drove them away.
    """

    stars: float = 0.06
    mood: float = 0.35
    service: float = 0.2
    reason: float = 0.7


@dataclass(frozen=True)
class Effects:
    """All effects; None switches one off."""

    new_page_and_video: NewPageAndVideo | None = field(default_factory=NewPageAndVideo)
    deal_site_bots: DealSiteBots | None = field(default_factory=DealSiteBots)
    popular_word: PopularWordWithoutIntent | None = field(default_factory=PopularWordWithoutIntent)
    ranking_test: RankingTest | None = field(default_factory=RankingTest)
    position_bias: PositionBias | None = field(default_factory=PositionBias)
    navigation_change: NavigationChange | None = field(default_factory=NavigationChange)
    slow_pages: SlowPagesBounce | None = field(default_factory=SlowPagesBounce)
    stock_outs: StockOuts | None = field(default_factory=StockOuts)
    failed_payments: FailedPayments | None = field(default_factory=FailedPayments)
    empty_account: EmptyAccount | None = field(default_factory=EmptyAccount)
    double_tag: DoubleTag | None = field(default_factory=DoubleTag)
    log_bots: LogBots | None = field(default_factory=LogBots)
    beacon_faults: BeaconFaults | None = field(default_factory=BeaconFaults)
    dirty_orders: DirtyOrders | None = field(default_factory=DirtyOrders)
    hopeful_forecasts: HopefulForecasts | None = field(default_factory=HopefulForecasts)
    trial_luck: TrialLuck | None = field(default_factory=TrialLuck)
    channel_quality: ChannelQuality | None = field(default_factory=ChannelQuality)
    campaign_customers: CampaignCustomers | None = field(default_factory=CampaignCustomers)
    members_choose: MembersChooseThemselves | None = field(default_factory=MembersChooseThemselves)
    reactivation: ReactivationLift | None = field(default_factory=ReactivationLift)
    win_back_coupon: WinBackCoupon | None = field(default_factory=WinBackCoupon)
    late_leave: LateLeave | None = field(default_factory=LateLeave)
    satisfied_stay: SatisfiedStay | None = field(default_factory=SatisfiedStay)
    small_fast_segment: SmallFastSegment | None = field(default_factory=SmallFastSegment)
    followers_catch_up: FollowersCatchUp | None = field(default_factory=FollowersCatchUp)
    right_elsewhere: RightElsewhere | None = field(default_factory=RightElsewhere)
    spaced_learning: SpacedLearning | None = field(default_factory=SpacedLearning)
    strugglers_stay: StrugglersStay | None = field(default_factory=StrugglersStay)
    closed_circle: ClosedCircle | None = field(default_factory=ClosedCircle)
    dear_traffic: DearTraffic | None = field(default_factory=DearTraffic)
    common_demand: CommonDemand | None = field(default_factory=CommonDemand)
    hidden_permit: HiddenPermit | None = field(default_factory=HiddenPermit)
    long_review: LongReview | None = field(default_factory=LongReview)
    survivors_shine: SurvivorsShine | None = field(default_factory=SurvivorsShine)
    warning_signs: WarningSigns | None = field(default_factory=WarningSigns)
    unequal_samples: UnequalSamples | None = field(default_factory=UnequalSamples)
    slow_sync: SlowSync | None = field(default_factory=SlowSync)
    best_goods_filmed: BestGoodsFilmed | None = field(default_factory=BestGoodsFilmed)
    boasting_pages: BoastingPages | None = field(default_factory=BoastingPages)
    old_phones: OldPhones | None = field(default_factory=OldPhones)
    night_of_the_monitor: NightOfTheMonitor | None = field(default_factory=NightOfTheMonitor)
    phone_only_win: PhoneOnlyWin | None = field(default_factory=PhoneOnlyWin)
    slow_page_loses_units: SlowPageLosesUnits | None = field(default_factory=SlowPageLosesUnits)
    early_lead: EarlyLead | None = field(default_factory=EarlyLead)
    few_real_wins: FewRealWins | None = field(default_factory=FewRealWins)
    pretty_menu: PrettyMenu | None = field(default_factory=PrettyMenu)
    cheap_but_late: CheapButLate | None = field(default_factory=CheapButLate)
    process_shift: ProcessShift | None = field(default_factory=ProcessShift)
    loss_leader: TrafficProduct | None = field(default_factory=TrafficProduct)
    cannibals: Cannibals | None = field(default_factory=Cannibals)
    hidden_tail: HiddenTail | None = field(default_factory=HiddenTail)
    wide_trial: WideTrial | None = field(default_factory=WideTrial)
    loyal_testers: LoyalTesters | None = field(default_factory=LoyalTesters)
    better_version: BetterVersion | None = field(default_factory=BetterVersion)
    elasticity_by_role: ElasticityByRole | None = field(default_factory=ElasticityByRole)
    promotion_visits: PromotionVisits | None = field(default_factory=PromotionVisits)
    jump_at_199: JumpAt199 | None = field(default_factory=JumpAt199)
    rival_follows: RivalFollows | None = field(default_factory=RivalFollows)
    rises_pass_on: RisesPassOn | None = field(default_factory=RisesPassOn)
    regulars_pay_more: RegularsPayMore | None = field(default_factory=RegularsPayMore)
    offer_trials: OfferTrials | None = field(default_factory=OfferTrials)
    erratic_supplier: ErraticSupplier | None = field(default_factory=ErraticSupplier)
    lean_drinks: LeanDrinks | None = field(default_factory=LeanDrinks)
    censored_sales: CensoredSales | None = field(default_factory=CensoredSales)
    clearance_borrows: ClearanceBorrows | None = field(default_factory=ClearanceBorrows)
    shared_sales: SharedSales | None = field(default_factory=SharedSales)
    late_evening_truck: LateEveningTruck | None = field(default_factory=LateEveningTruck)
    empty_aisle: EmptyAisle | None = field(default_factory=EmptyAisle)
    carriers_differ: CarriersDiffer | None = field(default_factory=CarriersDiffer)
    refused_at_the_door: RefusedAtTheDoor | None = field(default_factory=RefusedAtTheDoor)
    currency_fall: CurrencyFall | None = field(default_factory=CurrencyFall)
    translated_pages: TranslatedPages | None = field(default_factory=TranslatedPages)
    young_buy_often: YoungBuyOften | None = field(default_factory=YoungBuyOften)
    timing_segments: TimingSegments | None = field(default_factory=TimingSegments)
    television: TelevisionForOneCohort | None = field(default_factory=TelevisionForOneCohort)
    uncertain_market: UncertainMarket | None = field(default_factory=UncertainMarket)
    market_outgrows: MarketOutgrowsUs | None = field(default_factory=MarketOutgrowsUs)
    fad_term: FadTerm | None = field(default_factory=FadTerm)
    crowded_middle: CrowdedMiddle | None = field(default_factory=CrowdedMiddle)
    engraving_for_some: EngravingForSome | None = field(default_factory=EngravingForSome)
    delivery_opens: DeliveryOpensProvinces | None = field(default_factory=DeliveryOpensProvinces)
    viral_post: ViralPost | None = field(default_factory=ViralPost)
    useful_sells: UsefulSells | None = field(default_factory=UsefulSells)
    long_answers: LongAnswers | None = field(default_factory=LongAnswers)
    endings_ask: EndingsAsk | None = field(default_factory=EndingsAsk)
    sections_help: SectionsHelp | None = field(default_factory=SectionsHelp)
    bought_followers: BoughtFollowers | None = field(default_factory=BoughtFollowers)
    heads_differ: HeadsDiffer | None = field(default_factory=HeadsDiffer)
    premium_follows_trust: PremiumFollowsTrust | None = field(default_factory=PremiumFollowsTrust)
    fans_were_buyers: FansWereBuyers | None = field(default_factory=FansWereBuyers)
    silent_weeks: SilentWeeks | None = field(default_factory=SilentWeeks)
    quiet_idea: QuietIdea | None = field(default_factory=QuietIdea)
    brushing_ring: BrushingRing | None = field(default_factory=BrushingRing)
    honest_sharing: HonestSharing | None = field(default_factory=HonestSharing)
    paid_negatives: PaidNegatives | None = field(default_factory=PaidNegatives)
    bad_batch: BadBatch | None = field(default_factory=BadBatch)
    wrong_notices: WrongNotices | None = field(default_factory=WrongNotices)
    training_helps: TrainingHelps | None = field(default_factory=TrainingHelps)
    tired_reviewers: TiredReviewers | None = field(default_factory=TiredReviewers)
    fine_mask: FineMask | None = field(default_factory=FineMask)
    quiet_reader: QuietReader | None = field(default_factory=QuietReader)
    returning_host: ReturningHost | None = field(default_factory=ReturningHost)
    slots_chosen: SlotsChosen | None = field(default_factory=SlotsChosen)
    offers_borrow: OffersBorrow | None = field(default_factory=OffersBorrow)
    sharing_burst: SharingBurst | None = field(default_factory=SharingBurst)
    card_moves_few: CardMovesFew | None = field(default_factory=CardMovesFew)
    scan_scene: ScanScene | None = field(default_factory=ScanScene)
    near_open_store: NearOpenStore | None = field(default_factory=NearOpenStore)
    shelf_feeds_itself: ShelfFeedsItself | None = field(default_factory=ShelfFeedsItself)
    hits_come_anyway: HitsComeAnyway | None = field(default_factory=HitsComeAnyway)
    places_are_seen: PlacesAreSeen | None = field(default_factory=PlacesAreSeen)
    stale_lists: StaleLists | None = field(default_factory=StaleLists)
    ar_users_choose: ArUsersChooseThemselves | None = field(default_factory=ArUsersChooseThemselves)
    altered_record: AlteredRecord | None = field(default_factory=AlteredRecord)
    false_harvest: FalseHarvest | None = field(default_factory=FalseHarvest)
    thin_night: ThinNight | None = field(default_factory=ThinNight)
    hasty_agent: HastyAgent | None = field(default_factory=HastyAgent)
    returns_specialist: ReturnsSpecialist | None = field(default_factory=ReturnsSpecialist)
    silent_unhappy: SilentUnhappy | None = field(default_factory=SilentUnhappy)
    waiting_loses: WaitingLosesSales | None = field(default_factory=WaitingLosesSales)
    phrases_that_help: PhrasesThatHelp | None = field(default_factory=PhrasesThatHelp)
    bad_lot: BadLot | None = field(default_factory=BadLot)
    replies_win_stars: RepliesWinStars | None = field(default_factory=RepliesWinStars)
    card_asks: CardAsksPolitely | None = field(default_factory=CardAsksPolitely)
    small_offers: SmallOffersRefused | None = field(default_factory=SmallOffersRefused)
    other_words: OtherWords | None = field(default_factory=OtherWords)
    course_teaches: CourseTeaches | None = field(default_factory=CourseTeaches)
    dear_flagship: DearFlagship | None = field(default_factory=DearFlagship)
    goods_paid_first: GoodsFirst | None = field(default_factory=GoodsFirst)
    reserves_kept: ReservesKept | None = field(default_factory=ReservesKept)
    silent_terminal: NoInvoices | None = field(default_factory=NoInvoices)
    sales_left_out: LeftOut | None = field(default_factory=LeftOut)
    filed_late: FiledLate | None = field(default_factory=FiledLate)
    brand_word: BrandWordTakesCredit | None = field(default_factory=BrandWordTakesCredit)
    social_starts: SocialStarts | None = field(default_factory=SocialStarts)
    saturated_words: SaturatedWords | None = field(default_factory=SaturatedWords)
    spending_follows: SpendingFollowsDemand | None = field(default_factory=SpendingFollowsDemand)
    worn_pictures: WornPictures | None = field(default_factory=WornPictures)
    decide_in_the_evening: DecideInTheEvening | None = field(default_factory=DecideInTheEvening)
    night_clicks: NightClicks | None = field(default_factory=NightClicks)
    packs_overlap: PacksOverlap | None = field(default_factory=PacksOverlap)
    sure_buyers: SureBuyersScoreHigh | None = field(default_factory=SureBuyersScoreHigh)
    deep_discounts: DeepDiscounts | None = field(default_factory=DeepDiscounts)
    borrowed_demand: BorrowedDemand | None = field(default_factory=BorrowedDemand)
    towels_for_bath_sets: TowelsForBathSets | None = field(default_factory=TowelsForBathSets)
    moving_festival: MovingFestival | None = field(default_factory=MovingFestival)
    spring_venue: SpringVenue | None = field(default_factory=SpringVenue)
    carts_for_prizes: CartsForPrizes | None = field(default_factory=CartsForPrizes)
    tools_differ: ToolsDiffer | None = field(default_factory=ToolsDiffer)
    coupon_for_regulars: CouponForRegulars | None = field(default_factory=CouponForRegulars)
    cash_back_friends: CashBackFriends | None = field(default_factory=CashBackFriends)
    counter_in_town: CounterInTown | None = field(default_factory=CounterInTown)
    cheap_deposits: CheapDeposits | None = field(default_factory=CheapDeposits)
    slow_intake: SlowIntake | None = field(default_factory=SlowIntake)
    nobody_answers: NobodyAnswers | None = field(default_factory=NobodyAnswers)
    busy_but_late: BusyButLate | None = field(default_factory=BusyButLate)
    speed_scheme: SpeedScheme | None = field(default_factory=SpeedScheme)
    volunteers_grow: VolunteersGrow | None = field(default_factory=VolunteersGrow)
    cheap_hires_leave: CheapHiresLeave | None = field(default_factory=CheapHiresLeave)
    unheard_leave: UnheardLeave | None = field(default_factory=UnheardLeave)
    one_data_head: OneDataHead | None = field(default_factory=OneDataHead)
    content_visits: ContentVisits | None = field(default_factory=ContentVisits)
    copy_fails: CopyFails | None = field(default_factory=CopyFails)
    tier_mix: TierMix | None = field(default_factory=TierMix)
    first_mover: FirstMover | None = field(default_factory=FirstMover)
    waiters_were_late: WaitersWereLate | None = field(default_factory=WaitersWereLate)
    returns_first: ReturnsFirst | None = field(default_factory=ReturnsFirst)
    care_transfers: CareTransfers | None = field(default_factory=CareTransfers)
    strict_mentor: StrictMentor | None = field(default_factory=StrictMentor)
    loose_mentor: LooseMentor | None = field(default_factory=LooseMentor)
    kind_selves: KindSelves | None = field(default_factory=KindSelves)
    good_ones_stop: GoodOnesStop | None = field(default_factory=GoodOnesStop)
    wrong_key: WrongKey | None = field(default_factory=WrongKey)
