"""Sales of deals net of returns, with the commission that falls on what was kept."""

from typing import Any

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import FEN, fen, grouped, ratio, read, scalars


def net_of_returns(
    native: Any, name: str, groups: list[str], gmv: str, refund: str, fee: str, commission: str, margin_rate: float
) -> Any:
    """Sales, returns, cost and profit of deals by group, commission on sales net of returns."""
    check_range("margin_rate", margin_rate, high=1)
    frame = read(native, name, [*groups, gmv, refund, fee, commission])
    check_numbers(frame, name, gmv, refund, fee, commission, negative=False)
    highest = scalars(frame, highest=nw.col(commission).max())["highest"]
    if highest is not None and highest > 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"{name}: column '{commission}' must hold shares of net sales from 0 to 1, and goes up to {highest:g}. Divide yuan by net sales first.",
                    "zh": f"{name} 的 '{commission}' 列应该是占净销售额的比例（0 到 1），现在最大是 {highest:g}。如果是金额，请先除以净销售额。",
                }
            )
        )
    fens = frame.with_columns(_gmv=fen(gmv), _back=fen(refund), _fee=fen(fee)).with_columns(
        _net=nw.col("_gmv") - nw.col("_back")
    )
    shared = nw.col("_net").cast(nw.Float64) * nw.col(commission).cast(nw.Float64).fill_null(0.0)
    fens = fens.with_columns(_commission=shared.round(0).cast(nw.Int64))
    sums = {part: nw.col(part).sum() for part in ("_gmv", "_back", "_net", "_fee", "_commission")}
    table = grouped(fens, groups, **sums)
    cost, net = nw.col("_fee") + nw.col("_commission"), nw.col("_net")
    figures = table.with_columns(
        gmv=nw.col("_gmv").cast(nw.Float64) / FEN,
        net_gmv=net.cast(nw.Float64) / FEN,
        commission=nw.col("_commission").cast(nw.Float64) / FEN,
        cost=cost.cast(nw.Float64) / FEN,
        return_rate=ratio(nw.col("_back"), nw.col("_gmv")),
    ).with_columns(profit=nw.col("net_gmv") * margin_rate - nw.col("cost"))
    return figures.with_columns(roi=ratio(nw.col("profit"), nw.col("cost")))
