"""A cart under stacked rules: by hand, and what must hold for any cart."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engines
from storelab import metrics
from storelab.errors import StoreLabError
from storelab.language import use_language

PERCENT = {"kind": "percent", "rate": 0.1}
THRESHOLD = {"kind": "threshold", "threshold": 300, "off": 50}
COUPON = {"kind": "coupon", "off": 20, "threshold": 100}
GIFT = {"kind": "gift", "gift": 99, "threshold": 200}


@pytest.fixture
def cart():
    return pd.DataFrame({"sku_id": [3, 1, 2], "qty": [1, 2, 1], "unit_price": [66.6, 100.0, 53.4]})


def test_by_hand_on_every_engine(cart, engine, same):
    # 200 + 53.4 + 66.6 = 320. 50 off from 300: 270. 10 % off: 243. Coupon: 223. A gift from 200 on.
    price = metrics.price_cart(engine(cart), [THRESHOLD, PERCENT, COUPON, GIFT])
    assert (price.gross, price.discount, price.paid) == (320.0, 97.0, 223.0)
    assert price.steps == (50.0, 27.0, 20.0, 0.0)
    assert price.gifts == (99,)
    assert isinstance(price.lines, engine.kind)
    # 50 yuan as 200 : 53.4 : 66.6 of 320 are 31.25, 8.34375, 10.40625 yuan: to the fen 31.25, 8.34, 10.41, for 0.625 is
    # the larger remainder than 0.375. Left 168.75, 45.06, 56.19; a tenth of 270 is 16.875, 4.506, 5.619: two fen are
    # left over, for 0.9 (5.61) and 0.6 (4.50) before 0.5: 16.87, 4.51, 5.62. Left 151.88, 40.55, 50.57; 20 yuan of 243
    # are 12.5004, 3.3374, 4.1621: one fen left over, for 0.74: 12.50, 3.34, 4.16.
    expected = pd.DataFrame(
        {
            "sku_id": [1, 2, 3],
            "qty": [2, 1, 1],
            "unit_price": [100.0, 53.4, 66.6],
            "gross": [200.0, 53.4, 66.6],
            "discount": [60.62, 16.19, 20.19],
            "paid": [139.38, 37.21, 46.41],
        }
    )
    same(price.lines, expected)


def test_the_order_of_rules_changes_the_price(cart):
    # The percentage first leaves 288, below the 300 of the other rule.
    assert metrics.price_cart(cart, [PERCENT, THRESHOLD]).paid == 288.0
    assert metrics.price_cart(cart, [PERCENT, THRESHOLD]).steps == (32.0, 0.0)
    assert metrics.price_cart(cart, [THRESHOLD, PERCENT]).paid == 243.0


def test_a_threshold_is_reached_exactly_and_may_repeat():
    cart = pd.DataFrame({"sku_id": [1], "qty": [3], "unit_price": [100.0]})
    assert metrics.price_cart(cart, [THRESHOLD]).paid == 250.0
    every = {"kind": "threshold", "threshold": 100, "off": 15, "repeat": True}
    assert metrics.price_cart(cart, [every]).paid == 255.0
    assert metrics.price_cart(cart, [{"kind": "threshold", "threshold": 300.01, "off": 50}]).paid == 300.0


def test_nothing_goes_below_zero(cart):
    price = metrics.price_cart(cart, [{"kind": "coupon", "off": 400}, COUPON, GIFT])
    assert (price.paid, price.discount) == (0.0, 320.0)
    assert price.steps == (320.0, 0.0, 0.0)
    assert price.gifts == ()
    assert (price.lines["paid"] == 0).all()


def test_half_a_fen_goes_to_the_customer():
    cart = pd.DataFrame({"sku_id": [1], "qty": [1], "unit_price": [0.1]})
    # 15 % of 10 fen are 1.5 fen: 2 are taken off. The float 0.15 * 10 would be as much, 0.145 * 100 would not.
    assert metrics.price_cart(cart, [{"kind": "percent", "rate": 0.15}]).paid == 0.08
    assert metrics.price_cart(cart.assign(unit_price=1.0), [{"kind": "percent", "rate": 0.145}]).paid == 0.85


def test_an_empty_cart_and_no_rules(cart):
    nothing = metrics.price_cart(cart.head(0), [COUPON, {"kind": "gift", "gift": 1}])
    assert (nothing.gross, nothing.paid, nothing.gifts) == (0.0, 0.0, ())
    assert len(nothing.lines) == 0
    assert metrics.price_cart(cart, []).paid == 320.0


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"kind": "percentage", "rate": 0.1}, "kind 'percentage' of rule 1 is unknown; did you mean 'percent'"),
        ({"kind": "percent"}, r"rule 1 \('percent'\) lacks: rate"),
        ({"kind": "coupon", "off": 5, "repeat": True}, "does not know: repeat"),
        ({"kind": "percent", "rate": 10}, "'rate' of rule 1 .* is 10"),
        ({"kind": "threshold", "threshold": 0, "off": 5, "repeat": True}, "a repeated threshold is above 0"),
        ({"kind": "coupon", "off": -5}, "'off' of rule 1"),
    ],
)
def test_rules_that_make_no_sense(cart, rule, message):
    with pytest.raises(StoreLabError, match=message):
        metrics.price_cart(cart, [rule])


def test_carts_that_make_no_sense(cart):
    with pytest.raises(StoreLabError, match="cart: 1 values of 'qty' are negative"):
        metrics.price_cart(cart.assign(qty=[1, -2, 1]), [])
    with pytest.raises(StoreLabError, match="cart: 1 values of 'qty' are no whole numbers"):
        metrics.price_cart(cart.assign(qty=[1.0, 0.5, 1.0]), [])
    with pytest.raises(StoreLabError, match="cart: 1 rows have no unit_price"):
        metrics.price_cart(cart.assign(unit_price=[1.0, None, 2.0]), [])
    use_language("zh")
    with pytest.raises(StoreLabError, match="第 1 条规则没有 'gifts' 这种类型"):
        metrics.price_cart(cart, [{"kind": "gifts", "gift": 1}])


rules = st.lists(
    st.one_of(
        st.builds(lambda rate: {"kind": "percent", "rate": rate / 100}, st.integers(0, 100)),
        st.builds(
            lambda at, off, again: {"kind": "threshold", "threshold": at, "off": off, "repeat": again},
            st.integers(1, 300), st.integers(0, 400), st.booleans(),
        ),
        st.builds(lambda off: {"kind": "coupon", "off": off / 100}, st.integers(0, 9999)),
    ),
    max_size=4,
)  # fmt: skip
carts = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 4), st.integers(0, 30_000)), max_size=8)


@settings(deadline=None, max_examples=50)
@given(carts, rules)
def test_lines_add_up_to_the_fen_whatever_the_order_of_rows(lines, rules):
    cart = pd.DataFrame(
        {
            "sku_id": [line[0] for line in lines],
            "qty": [line[1] for line in lines],
            "unit_price": [line[2] / 100 for line in lines],
        }
    ).astype({"sku_id": "int64", "qty": "int64", "unit_price": "float64"})
    price = metrics.price_cart(cart, rules)
    table = engines.to_pandas(price.lines)
    fens = {name: (table[name] * 100).round().astype(int) for name in ("gross", "discount", "paid")}
    for name, total in (("gross", price.gross), ("discount", price.discount), ("paid", price.paid)):
        assert fens[name].sum() == round(total * 100)
    assert (fens["paid"] >= 0).all()
    assert (fens["discount"] >= 0).all()
    assert round(sum(price.steps) * 100) == round(price.discount * 100)
    again = metrics.price_cart(cart.sample(frac=1, random_state=1), rules)
    pd.testing.assert_frame_equal(again.lines, price.lines)
