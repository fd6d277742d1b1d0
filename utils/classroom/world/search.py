"""Search: the words customers type, the places goods get in the result lists, and the shop's pages."""

from statistics import NormalDist

import numpy as np

from classroom.world.calendar import DAYS, WINDOW
from classroom.world.catalogue import GOODS, Catalogue
from classroom.world.columns import MISSING, Array, Columns, Ints, Times, coded, concatenate
from classroom.world.effects import Effects
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES, NO_INTENT_WORD

RANKED_GOODS = 40
RANKED_DEPARTMENT = "kitchen"
# What moves a good up the list, per standard deviation.
RANK_WEIGHTS = {"relevance": 1.0, "sales": 0.8, "cvr": 0.5, "rating": 0.3}
RANK_NOISE = 0.35


def keywords(seed: int, effects: Effects) -> Columns:
    """Make the table ``keywords``: a few words that many search, and a long tail that few do."""
    rng = stream(seed, "keywords")
    words: list[tuple[str, str, int, bool]] = []
    for number, category in enumerate(CATEGORIES):
        (main, main_en), (second, second_en) = category.nouns
        heads = [
            (main, main_en),
            (second, second_en),
            (category.modifiers[0][0] + main, f"{category.modifiers[0][1]} {main_en}"),
        ]
        tails = []
        pairs = [(a, b) for a in range(6) for b in range(6) if a != b]
        for index in rng.permutation(len(pairs))[:5]:
            a, b = pairs[index]
            (zh1, en1), (zh2, en2) = category.modifiers[a], category.modifiers[b]
            noun, noun_en = category.nouns[int(rng.random() < 0.3)]
            tails.append((f"{zh1}{zh2}{noun}", f"{en1} {en2} {noun_en}"))
        for a in rng.permutation(np.arange(1, 6))[:2]:
            tails.append((category.modifiers[a][0] + second, f"{category.modifiers[a][1]} {second_en}"))
        words += [(zh, en, number, False) for zh, en in heads]
        words += [(zh, en, number, True) for zh, en in tails]
    size = len(words)
    tail = np.array([word[3] for word in words])
    group = np.array([word[2] for word in words])
    price = np.array([item.price for item in CATEGORIES])[group]
    volume = np.exp(np.where(tail, rng.normal(5.9, 0.9, size), rng.normal(9.6, 0.7, size))).astype(np.int64)
    drawn = np.where(tail, rng.normal(size=size), rng.normal(size=size))
    # Evenly spaced quantiles in the order drawn: with so few words the upper tail would else be luck.
    score = np.array([NormalDist().inv_cdf((place + 0.5) / size) for place in np.argsort(np.argsort(drawn))])
    ctr = np.where(tail, 0.024, 0.019) * np.exp(0.85 * score)
    cvr = np.exp(np.where(tail, rng.normal(np.log(0.065), 0.5, size), rng.normal(np.log(0.022), 0.8, size)))
    competition = np.clip(np.where(tail, 0.25, 0.68) + rng.normal(0, 0.13, size), 0.02, 0.99)
    cpc = np.exp(np.log(0.55) + 1.1 * (competition - 0.4) + 0.35 * np.log(price / 90) + rng.normal(0, 0.6, size))
    intent = np.where(rng.random(size) < 0.08, MISSING, np.where(tail, rng.random(size) < 0.2, rng.random(size) < 0.45))
    volume[rng.choice(np.flatnonzero(tail), 6, replace=False)] = 0
    gaps = rng.choice(size, 12, replace=False)
    ctr[volume == 0] = np.nan
    cvr[(volume == 0)] = np.nan
    ctr[gaps[:6]] = np.nan
    cvr[gaps[6:]] = np.nan
    texts, texts_en = [word[0] for word in words], [word[1] for word in words]
    if effects.popular_word is not None:
        # It takes the row of a decoration word, so that all other rows stay as they are.
        row = next(n for n, word in enumerate(words) if CATEGORIES[word[2]].cat2 == "wall_decor" and not word[3]) + 1
        texts[row], texts_en[row] = NO_INTENT_WORD
        volume[row], ctr[row], cvr[row] = (
            effects.popular_word.volume,
            effects.popular_word.ctr,
            effects.popular_word.cvr,
        )
        competition[row], cpc[row], intent[row] = 0.31, 0.24, MISSING
    return {
        "keyword": coded(texts),
        "keyword_en": coded(texts_en),
        "sku_group": coded(CATEGORIES[n].cat2 for n in group),
        "volume": volume,
        "competition": np.round(competition, 3),
        "ctr": np.round(np.minimum(ctr, 0.3), 4),
        "cvr": np.round(np.minimum(cvr, 0.25), 4),
        "cpc": np.maximum(np.round(cpc * 100), 8).astype(np.int64),
        "is_long_tail": tail,
        "intent": coded((None if n < 0 else ("buy", "browse")[int(n)]) for n in intent),
    }


def search_rank(seed: int, effects: Effects, catalogue: Catalogue, words: Columns) -> Columns:
    """Make the table ``search_rank``: one row per day, keyword and good of one department, six weeks long."""
    rng = stream(seed, "search_rank")
    days = np.arange(WINDOW[0], WINDOW[1] + 1)
    groups = [item.cat2 for item in CATEGORIES if item.cat1 == RANKED_DEPARTMENT]
    text, text_group = words["keyword"], words["sku_group"]
    assert not isinstance(text, np.ndarray)
    assert not isinstance(text_group, np.ndarray)
    of_group = text_group.strings()
    word_rows = np.concatenate([np.flatnonzero(of_group == name)[[0, 1, 2]] for name in groups])
    sku_group = np.array([CATEGORIES[c].cat2 for c in catalogue.category])
    share = catalogue.choice.mean(axis=0) * (catalogue.launched < 0)
    able = np.flatnonzero(np.isin(sku_group, groups))
    goods = np.sort(able[np.argsort(-share[able])][:RANKED_GOODS])

    shape = (len(days), len(word_rows), len(goods))
    same = sku_group[goods][None, :] == of_group[word_rows][:, None]
    relevance = np.clip(np.where(same, 0.74, 0.42) + rng.normal(0, 0.12, same.shape), 0.05, 0.99)
    sales = np.maximum(rng.poisson(share[goods] * 2_000 * np.exp(rng.normal(0, 0.15, (len(days), len(goods))))), 1)
    cvr = np.clip(
        0.035 * np.exp(0.35 * catalogue.quality[goods] + rng.normal(0, 0.15, (len(days), len(goods)))), 0.003, 0.2
    )
    rating = np.clip(4.72 + 0.12 * catalogue.quality[goods] + rng.normal(0, 0.05, len(goods)), 3.8, 5.0)
    parts = {
        "relevance": np.broadcast_to(relevance, shape),
        "sales": np.broadcast_to(np.log(sales)[:, None, :], shape),
        "cvr": np.broadcast_to(np.log(cvr)[:, None, :], shape),
        "rating": np.broadcast_to(rating, shape),
    }
    score = sum(
        weight * (parts[name] - parts[name].mean()) / parts[name].std() for name, weight in RANK_WEIGHTS.items()
    )
    lasting = np.asarray(score).mean(axis=0)
    score = score + rng.normal(0, RANK_NOISE, shape)
    rank = 1 + np.argsort(np.argsort(-score, axis=2), axis=2)
    if effects.ranking_test is not None:
        rank = _swap(stream(seed, "search_rank.test"), rank, effects.ranking_test.swapped)

    demand = 900 * np.exp(rng.normal(0, 0.35, len(word_rows)))[None, :] * np.exp(rng.normal(0, 0.08, shape[:2]))
    seen = np.where(rank <= 20, 1.0, 0.45)  # the second page of results is opened by fewer
    impressions = rng.poisson(demand[:, :, None] * seen)
    attraction = np.zeros(same.shape)
    look = np.ones(shape)
    if effects.position_bias is not None:
        attraction += effects.position_bias.quality * (lasting - lasting.mean()) / lasting.std()
        look *= rank**-effects.position_bias.decay
    rate = np.minimum(0.10 * np.exp(attraction - 0.1)[None] * look, 0.6)
    clicks = rng.binomial(impressions, rate)

    def flat(values: Array) -> Array:
        return np.broadcast_to(values, shape).reshape(-1)

    return {
        "date": np.repeat(days, shape[1] * shape[2]).astype("datetime64[s]"),
        "sku_id": flat(goods + 1).astype(np.int64),
        "keyword": text.take(np.tile(np.repeat(word_rows, shape[2]), shape[0])),
        "rank": flat(rank).astype(np.int64),
        "relevance": np.round(flat(relevance), 3),
        "sales": flat(sales[:, None, :]).astype(np.int64),
        "cvr": np.round(flat(cvr[:, None, :]), 4),
        "rating": np.round(flat(rating), 2),
        "impressions": flat(impressions).astype(np.int64),
        "clicks": flat(clicks).astype(np.int64),
    }


def _swap(rng: np.random.Generator, rank: Ints, share: float) -> Ints:
    """Let pairs of goods in the same list change places."""
    days, words, goods = rank.shape
    lists = rank.reshape(-1, goods).copy()
    pairs = int(share * goods / 2)
    order = np.argsort(rng.random(lists.shape), axis=1)[:, : 2 * pairs]
    one, other = order[:, :pairs], order[:, pairs:]
    row = np.arange(len(lists))[:, None]
    lists[row, one], lists[row, other] = lists[row, other], lists[row, one]
    return lists.reshape(days, words, goods)


def site_pages(seed: int, effects: Effects) -> Columns:
    """Make the table ``site_pages``: each page in two months, before and after a change of the menu."""
    rng = stream(seed, "site_pages")
    urls, types, depth = ["/"], ["home"], [0]
    for category in CATEGORIES:
        urls.append(f"/c/{category.cat1}/{category.cat2}")
        types.append("list")
        depth.append(int(rng.integers(1, 3)))
    for sku in rng.permutation(GOODS)[:540]:
        urls.append(f"/item/{sku + 1}")
        types.append("item")
        depth.append(int(np.clip(rng.normal(3.6, 1.1), 2, 6)))
    for number in range(110):
        urls.append(f"/guide/{number + 1:03d}")
        types.append("article")
        depth.append(int(np.clip(rng.normal(3.9, 1.2), 2, 7)))
    for number in range(25):
        urls.append(f"/campaign/{number + 1:02d}")
        types.append("campaign")
        depth.append(int(rng.integers(1, 4)))
    size = len(urls)
    before = np.array(depth)
    inlinks = np.round(np.exp(rng.normal(3.3 - 0.55 * before, 0.8))).astype(np.int64)
    inlinks[0] = size - 1
    orphan = rng.random(size) < 0.07
    orphan[:25] = False
    inlinks[orphan] = 0
    after, links_after = before.copy(), inlinks.copy()
    if effects.navigation_change is not None:
        deep = np.flatnonzero((before >= 4) & (np.array(types) == "item") & ~orphan)
        lifted = stream(seed, "site_pages.menu").permutation(deep)[: effects.navigation_change.pages]
        before[lifted], inlinks[lifted] = 5, np.maximum(inlinks[lifted], 1)
        after[lifted], links_after[lifted] = 2, inlinks[lifted] + 6
    # One luck a page for both months, so that a page is found or not for the same reasons in each.
    luck, appeal = rng.random(size), rng.normal(0, 0.6, size)
    noise = rng.normal(0, 0.18, (2, size))
    rows: list[Columns] = []
    for month, (deepness, links) in enumerate(((before, inlinks), (after, links_after))):
        odds = 3.4 - 0.85 * deepness + 0.9 * np.log1p(links) - 1.6 * (links == 0)
        indexed = luck < 1 / (1 + np.exp(-odds))
        rate = np.exp(4.6 - 0.42 * deepness + 0.25 * np.log1p(links) + appeal + noise[month] + 0.12 * month)
        visits = stream(seed, "site_pages.visits", month).poisson(rate)
        rows.append(
            {
                "month": np.full(size, np.datetime64(("2025-09-01", "2025-11-01")[month], "s")),
                "url": coded(urls),
                "page_type": coded(types),
                "depth": deepness.astype(np.int64),
                "inlinks": links,
                "indexed": indexed,
                "organic_visits": np.where(indexed, visits, 0),
            }
        )
    return concatenate(rows)


def content_posts(seed: int) -> Columns:
    """Make the table ``content_posts``: what the shop published, and what came of it."""
    rng = stream(seed, "content_posts")
    size = 640
    formats = ("short_video", "image_text", "article", "live_clip")
    form = rng.choice(4, size, p=[0.42, 0.33, 0.13, 0.12])
    day = np.sort(rng.integers(0, DAYS, size))
    second = rng.choice([8, 12, 18, 19, 20, 21, 22], size) * 3600 + rng.integers(0, 3600, size)
    published: Times = np.datetime64("2024-01-01", "s") + (day * 86_400 + second).astype("timedelta64[s]")
    hours = np.round(np.exp(rng.normal(np.log(np.array([6.0, 2.0, 5.0, 1.5])[form]), 0.4)), 1)
    impressions = np.exp(rng.normal(np.array([9.6, 8.9, 8.2, 8.8])[form], 1.1)).astype(np.int64) + 50
    reads = rng.binomial(impressions, np.clip(np.exp(rng.normal(-1.6, 0.4, size)), 0.02, 0.8))
    completion = np.round(np.clip(rng.normal(np.array([0.32, 0.58, 0.41, 0.25])[form], 0.1), 0.03, 0.97), 3)
    actions = {name: rng.binomial(reads, np.clip(np.exp(rng.normal(np.log(mean), 0.5, size)), 0, 0.5)) for name, mean in
               (("likes", 0.045), ("comments", 0.006), ("shares", 0.008), ("favourites", 0.018), ("follows", 0.004), ("clicks", 0.03))}  # fmt: skip
    orders = rng.binomial(actions["clicks"], np.clip(np.exp(rng.normal(np.log(0.02), 0.5, size)), 0, 0.3))
    cost = (hours * 12_000 + np.where(form == 0, 30_000, 5_000) * rng.random(size)).astype(np.int64)
    return {
        "post_id": np.arange(1, size + 1),
        "account": coded(
            ("store_lab_home", "store_lab_outdoor", "store_lab_kitchen")[n] for n in rng.integers(0, 3, size)
        ),
        "platform": coded(
            ("video_app", "note_app", "microblog", "chat_channel")[n]
            for n in rng.choice(4, size, p=[0.4, 0.3, 0.12, 0.18])
        ),
        "format": coded(formats[n] for n in form),
        "topic": coded(
            ("how_to", "new_goods", "customer_story", "offer", "behind_the_scenes")[n] for n in rng.integers(0, 5, size)
        ),
        "layout": coded(("cover_text", "cover_person", "cover_goods")[n] for n in rng.integers(0, 3, size)),
        "published_at": published,
        "hours_work": hours,
        "impressions": impressions,
        "reads": reads,
        "completion": completion,
        **actions,
        "orders": orders,
        "cost": cost,
    }
