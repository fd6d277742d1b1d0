"""The raw order tables: as dirty as stated, and cleaned by what their columns say they are ``orders`` to the fen."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from classroom.world import small_world
from classroom.world.effects import DirtyOrders
from classroom.world.schema import RAW_FILES
from storelab import data

ROOT = Path(__file__).resolve().parents[3]
Load = Callable[[str], pd.DataFrame]
STATUS = {"已付款": "paid", "已发货": "shipped", "已签收": "delivered", "已退款": "refunded", "已取消": "cancelled",
          "已关闭": "closed", "退款": "refund line"}  # fmt: skip


def half_width(texts: pd.Series) -> pd.Series:
    return texts.str.translate(str.maketrans("０１２３４５６７８９", "0123456789")).str.strip(" 　")


def yuan_to_fen(texts: pd.Series) -> pd.Series:
    number = half_width(texts).str.replace("[¥￥元,]", "", regex=True)
    return (number.astype(float) * 100).round().astype("int64")


def truth(tables: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """The month's orders as the simulation knows them, money in fen."""
    orders = tables("orders")
    orders = orders[orders["created_at"].dt.strftime("%Y-%m") == "2025-10"].set_index("order_id")
    pieces = tables("order_items").groupby("order_id")["qty"].sum()
    money = {
        name: (orders[name] * 100).round().astype("int64")
        for name in ("gross", "discount", "freight", "paid", "refund")
    }
    return orders.assign(pieces=pieces.reindex(orders.index), **money)


def cleaned(raw: pd.DataFrame) -> pd.DataFrame:
    """Clean ``raw_orders`` by nothing but what its columns say of themselves."""
    raw = raw.assign(order_no=half_width(raw["order_no"].fillna("")))
    raw = raw[~raw["order_no"].isin(["", "-"])].drop_duplicates()
    back = raw[raw["order_no"].str.startswith("R")].set_index("ref_no")
    raw = raw[~raw["order_no"].str.startswith("R")].sort_values("exported_at").drop_duplicates("order_no", keep="last")
    zone = raw["created"].str.endswith("Z")
    assert (zone == (raw["system"] == "wms")).all()
    text = raw["created"].str.replace("[年月]|/", "-", regex=True).str.replace("[日TZ]+", " ", regex=True)
    parts = text.str.split(expand=True)
    created = pd.to_datetime(parts[0] + " " + parts[1], format="%Y-%m-%d %H:%M:%S")
    frame = pd.DataFrame(
        {
            "user_id": half_width(raw["buyer"]).astype("int64"),
            "shop_id": half_width(raw["shop"]).str[-1].astype("int64"),
            "created_at": created + pd.to_timedelta(zone * 8, unit="h"),
            "paid": yuan_to_fen(raw["amount"]),
            "pieces": half_width(raw["pieces"]).astype("int64"),
            "status": raw["status"].map(lambda word: STATUS.get(word, word.lower())),
        }
    ).set_index(raw["order_no"].astype("int64"))
    returned = -yuan_to_fen(back["amount"])
    frame["refund"] = returned.set_axis(back.index.astype("int64")).reindex(frame.index, fill_value=0)
    return frame.sort_index()


def assert_is_truth(raw: pd.DataFrame, orders: pd.DataFrame) -> None:
    found = cleaned(raw)
    assert found.index.tolist() == orders.index.tolist()
    for column in found:
        assert (found[column] == orders[column]).all(), column


def test_the_cleaned_list_is_the_table_of_orders(table: Load) -> None:
    assert_is_truth(table("raw_orders"), truth(table))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_small_worlds_clean_up_too(seed: int) -> None:
    world = small_world(seed)
    assert_is_truth(world["raw_orders"], truth(world.__getitem__))
    assert world["raw_orders"].duplicated().any()
    assert half_width(world["raw_orders"]["order_no"].fillna("")).isin(["", "-"]).any()


def test_the_dirt_is_as_much_as_stated(table: Load) -> None:
    raw, dirt = table("raw_orders"), DirtyOrders()
    assert 0.003 <= raw.duplicated().mean() <= 0.015
    assert raw.duplicated().mean() == pytest.approx(dirt.duplicates, abs=0.001)
    orders = len(truth(table))
    number = half_width(raw["order_no"].fillna(""))
    assert number.isin(["", "-"]).mean() == pytest.approx(dirt.nameless, abs=0.0005)
    assert {None if pd.isna(text) else text for text in raw["order_no"][number.isin(["", "-"])]} <= {
        None,
        " ",
        "　",
        "-",
    }
    assert (raw["exported_at"] < "2026").sum() >= 0.9 * dirt.earlier * orders
    assert 0.2 < (raw["system"] == "wms").mean() < 0.32
    assert raw["amount"].str.contains("[０-９]").mean() == pytest.approx(dirt.full_width, abs=0.015)
    for sign in ("¥", "￥", "元"):
        assert raw["amount"].str.contains(sign, regex=False).mean() > 0.02, sign
    large = yuan_to_fen(raw["amount"]).abs() >= 100_000
    assert 0 < raw["amount"].str.contains(",").sum() < large.sum() + 1
    assert (raw["amount"].str.contains(",") <= large).all()
    negative = yuan_to_fen(raw["amount"]) < 0
    assert (negative == raw["ref_no"].notna()).all()
    assert (negative == (raw["status"] == "退款")).all()
    forms = raw["created"].str.replace(r"\d+", "9", regex=True).str.strip()
    assert set(forms) == {"9-9-9 9:9:9", "9/9/9 9:9:9", "9年9月9日 9:9:9", "9-9-9T9:9:9Z"}


def test_an_earlier_line_knows_less(table: Load) -> None:
    raw = table("raw_orders").assign(order_no=half_width(table("raw_orders")["order_no"].fillna("")))
    early = raw[raw["exported_at"] < "2026"].drop_duplicates("order_no").set_index("order_no")
    early = early.drop(index=["", "-"], errors="ignore")
    last = truth(table)["status"].set_axis(truth(table).index.astype(str))
    known = early["status"].map(lambda word: STATUS.get(word, word.lower()))
    assert known.isin(["paid", "shipped", "delivered"]).all()
    assert (known != last.reindex(known.index)).all()


def test_the_first_platform_exports_its_shops(table: Load) -> None:
    export, orders = table("export_taobao"), truth(table).query("platform_id == 1")
    assert export["订单编号"].iloc[-1] == "合计"
    lines = export.iloc[:-1].copy()
    assert lines["订单编号"].str.fullmatch(r'="20251\d{14}"').all()
    lines.index = lines["订单编号"].str[-10:-1].astype("int64")
    assert sorted(lines.index) == orders.index.tolist()
    orders = orders.reindex(lines.index)
    amounts = {
        "买家实付金额": orders["paid"],
        "退款金额": orders["refund"],
        "买家应付货款": orders["gross"] - orders["discount"],
        "买家应付邮费": orders["freight"],
    }
    for column, expected in amounts.items():
        assert (yuan_to_fen(lines[column]) == expected).all(), column
    total = export.iloc[-1]
    assert yuan_to_fen(pd.Series([total["买家实付金额"], total["退款金额"]])).tolist() == [
        orders["paid"].sum(),
        orders["refund"].sum(),
    ]
    assert int(total["宝贝总数量"]) == orders["pieces"].sum()
    assert (lines["买家会员名"].str[2:].astype("int64") == orders["user_id"]).all()
    assert (pd.to_datetime(lines["订单创建时间"]) == orders["created_at"]).all()
    assert pd.to_datetime(lines["订单付款时间"]).equals(
        orders["paid_at"].astype("datetime64[us]").rename("订单付款时间")
    )
    words = {"买家已付款，等待卖家发货": "paid", "卖家已发货，等待买家确认": "shipped", "交易成功": "delivered"}
    reasons = {"买家取消订单": "cancelled", "超时未付款": "closed", "退款": "refunded"}
    assert (lines["订单状态"].map(words).fillna(lines["订单关闭原因"].map(reasons)) == orders["status"]).all()
    assert (lines["订单关闭原因"].notna() == (lines["订单状态"] == "交易关闭")).all()


def test_the_second_platform_exports_its_shops(table: Load) -> None:
    export, orders = table("export_jd"), truth(table).query("platform_id == 2")
    assert export["订单号"].str.fullmatch(r"25\d{10}\t").all()
    lines = export.set_axis(export["订单号"].str[-10:-1].astype("int64"))
    assert lines.index.tolist() == orders.index.tolist()
    due = orders["gross"] - orders["discount"] + orders["freight"]
    for column, expected in {"结算金额": orders["paid"], "退款金额": orders["refund"], "订单金额": due}.items():
        assert (yuan_to_fen(lines[column]) == expected).all(), column
    words = {
        "等待出库": "paid",
        "等待确认收货": "shipped",
        "完成": "delivered",
        "已退款": "refunded",
        "已取消": "cancelled",
        "已关闭": "closed",
    }
    assert (lines["状态"].map(words) == orders["status"]).all()
    assert (pd.to_datetime(lines["下单时间"], format="%Y/%m/%d %H:%M:%S") == orders["created_at"]).all()
    names = table("shops").set_index("shop_id")["name"]
    assert (lines["店铺名称"] == orders["shop_id"].map(names)).all()


@pytest.mark.parametrize("name", list(RAW_FILES))
def test_the_file_holds_the_table_in_its_own_encoding(table: Load, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORELAB_DATA", str(ROOT / "datasets"))
    file = data.raw_file(name)
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") == (name == "export_jd")
    if name == "export_taobao":
        with pytest.raises(UnicodeDecodeError):
            content.decode("utf-8")
    assert re.search("[一-鿿]", content.decode(RAW_FILES[name]))
    read = pd.read_csv(file, encoding=RAW_FILES[name], dtype=str)
    pd.testing.assert_frame_equal(read, table(name))
