"""Loading and describing the shop's tables, and what is said when they are missing, changed or misspelt."""

import json
import shutil
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from storelab import data
from storelab.errors import StoreLabError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORELAB_LANGUAGE", "en")
    monkeypatch.setattr(import_module("storelab.language"), "_chosen", None)
    monkeypatch.setenv("STORELAB_DATA", str(ROOT / "datasets"))


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two small tables, to be damaged."""
    for name in ("shops", "settlements"):
        (tmp_path / "manifests").mkdir(exist_ok=True)
        shutil.copy(ROOT / "datasets" / f"{name}.parquet", tmp_path)
        shutil.copy(ROOT / "datasets" / "manifests" / f"{name}.json", tmp_path / "manifests")
    monkeypatch.setenv("STORELAB_DATA", str(tmp_path))
    return tmp_path


def test_money_is_loaded_in_yuan() -> None:
    import pyarrow.parquet as pq

    stored = pq.read_table(ROOT / "datasets" / "orders.parquet", columns=["paid"])["paid"].to_pandas()
    loaded = data.load("orders")["paid"]
    assert loaded.dtype == "float64"
    assert (loaded * 100).round().astype("int64").equals(stored)


def test_types_are_those_that_learners_expect() -> None:
    orders = data.load("orders")
    assert orders["order_id"].dtype == "int64"
    assert orders["coupon_id"].dtype == pd.Int64Dtype()
    assert orders["created_at"].dtype == "datetime64[us]"
    assert orders["created_at"].dt.tz is None
    assert orders["status"].dtype == "str"
    assert orders["is_cod"].dtype == "bool"
    assert orders["paid_at"].isna().any()


def test_columns_come_in_the_order_asked_for() -> None:
    assert list(data.load("orders", ["paid", "order_id"]).columns) == ["paid", "order_id"]
    assert len(data.load("orders", columns=[]).columns) == 0


def test_an_unknown_table_suggests_the_nearest() -> None:
    with pytest.raises(StoreLabError, match=r"no table 'ordres'\. Did you mean 'orders'"):
        data.load("ordres")
    with pytest.raises(StoreLabError, match=r"no table 'zzz'\. Tables: ab_tests, ") as refused:
        data.describe("zzz")
    assert ", orders, " in str(refused.value)


def test_an_unknown_column_suggests_the_nearest() -> None:
    with pytest.raises(StoreLabError, match=r"'orders' has no column 'gros'\. Did you mean 'gross'"):
        data.load("orders", ["gros"])
    with pytest.raises(StoreLabError, match="Its columns: shop_id, platform_id"):
        data.load("shops", ["xyzzy"])


def test_messages_are_chinese_for_chinese_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORELAB_LANGUAGE", "zh")
    with pytest.raises(StoreLabError, match="没有名为 'ordres' 的表。你要找的是 'orders'"):
        data.load("ordres")
    with pytest.raises(StoreLabError, match="表 'orders' 里没有列 'gros'。你要找的是 'gross'"):
        data.load("orders", ["gros"])


def test_a_changed_file_is_refused(copied: Path) -> None:
    assert len(data.load("shops")) == 6
    file = copied / "shops.parquet"
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(content)
    with pytest.raises(StoreLabError, match=r"shops\.parquet is not the one that its manifest describes"):
        data.load("shops")


def test_a_changed_manifest_hash_is_refused(copied: Path) -> None:
    file = copied / "manifests" / "settlements.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**manifest, "file_sha256": "0" * 64}), encoding="utf-8")
    with pytest.raises(StoreLabError, match="make data"):
        data.load("settlements")


def test_a_damaged_manifest_is_named(copied: Path) -> None:
    (copied / "manifests" / "shops.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreLabError, match=r"shops\.json is damaged"):
        data.load("shops")


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / "shops.parquet").unlink()
    with pytest.raises(StoreLabError, match=r"shops\.parquet is missing"):
        data.load("shops")


def test_a_folder_without_tables_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORELAB_DATA", str(tmp_path))
    with pytest.raises(StoreLabError, match="STORELAB_DATA names"):
        data.load("orders")


def test_tables_are_found_upward_from_the_working_folder(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STORELAB_DATA")
    course = tmp_path / "course"
    (course / "workspace" / "en").mkdir(parents=True)
    (course / "datasets").mkdir()
    for name in ("manifests", "shops.parquet", "settlements.parquet"):
        shutil.move(copied / name, course / "datasets" / name)
    monkeypatch.chdir(course / "workspace" / "en")
    assert data.data_folder() == course / "datasets"
    assert data.tables()["table"].tolist() == ["settlements", "shops"]


def test_a_file_is_hashed_once(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    real = data.hashlib.file_digest
    monkeypatch.setattr(data.hashlib, "file_digest", lambda *args: (calls.append(args), real(*args))[1])
    data.load("shops")
    data.load("shops")
    assert len(calls) == 1


def test_tables_lists_all_with_rows() -> None:
    english, chinese = data.tables("en"), data.tables(language="zh")
    assert list(english.columns) == ["table", "title", "one row is", "rows"]
    assert list(chinese.columns) == ["表", "名称", "一行是", "行数"]
    assert len(english) == len(list((ROOT / "datasets" / "manifests").glob("*.json")))
    assert english.set_index("table").loc["orders", "rows"] == len(data.load("orders"))


@pytest.fixture
def with_raw(copied: Path) -> Path:
    """The folder with a raw table and its file besides."""
    shutil.copy(ROOT / "datasets" / "export_jd.parquet", copied)
    shutil.copy(ROOT / "datasets" / "manifests" / "export_jd.json", copied / "manifests")
    (copied / "raw").mkdir()
    shutil.copy(ROOT / "datasets" / "raw" / "export_jd.csv", copied / "raw")
    return copied


def test_a_raw_file_is_what_load_gives(with_raw: Path) -> None:
    file = data.raw_file("export_jd")
    assert file == with_raw / "raw" / "export_jd.csv"
    loaded = data.load("export_jd")
    assert all(dtype == "str" for dtype in loaded.dtypes)
    pd.testing.assert_frame_equal(pd.read_csv(file, encoding="utf-8-sig", dtype=str), loaded)
    assert loaded["付款时间"].isna().any()
    assert loaded["订单号"].str.endswith("\t").all()  # nothing is repaired


def test_a_table_without_a_raw_file_names_those_with_one(with_raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreLabError, match=r"'shops' has no file of its own: use load\('shops'\).*: export_jd\."):
        data.raw_file("shops")
    with pytest.raises(StoreLabError, match="Did you mean 'export_jd'"):
        data.raw_file("export_jb")
    monkeypatch.setenv("STORELAB_LANGUAGE", "zh")
    with pytest.raises(StoreLabError, match="没有单独的原始文件"):
        data.raw_file("shops")


def test_a_changed_raw_file_is_refused(with_raw: Path) -> None:
    file = with_raw / "raw" / "export_jd.csv"
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n"))
    with pytest.raises(StoreLabError, match=r"export_jd\.csv is not the one that its manifest describes"):
        data.raw_file("export_jd")
    file.unlink()
    with pytest.raises(StoreLabError, match=r"export_jd\.csv is missing"):
        data.raw_file("export_jd")


def test_describe_speaks_both_languages() -> None:
    english, chinese = data.describe("orders"), data.describe("orders", language="zh")
    paid = english.set_index("column").loc["paid"]
    assert (paid["type"], paid["unit"], paid["missing"]) == ("money", "yuan", 0)
    assert chinese.set_index("列").loc["paid", "单位"] == "元"
    assert english.set_index("column").loc["paid_at", "missing"] == data.load("orders")["paid_at"].isna().sum()
    with pytest.raises(StoreLabError, match="'fr'"):
        data.describe("orders", language="fr")


def test_every_unit_has_a_chinese_name() -> None:
    manifests = [
        json.loads(file.read_text(encoding="utf-8")) for file in (ROOT / "datasets" / "manifests").glob("*.json")
    ]
    units = {column["unit"] for manifest in manifests for column in manifest["columns"]} - {""}
    assert units <= set(data.COLUMN_UNITS)
