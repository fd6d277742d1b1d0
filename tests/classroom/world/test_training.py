"""The training shop's season is the group's own."""

import numpy as np
import pandas as pd


def test_season_is_the_orders_that_were_paid_over_the_median_week(table):
    weeks, orders = table("sim_weeks"), table("orders")
    paid = orders["paid_at"].dropna()
    for scenario, rows in weeks.groupby("scenario"):
        monday = pd.to_datetime(rows["monday"])
        assert (monday.dt.day_of_week == 0).all()
        counted = np.array([((paid >= day) & (paid < day + pd.Timedelta(days=7))).sum() for day in monday])
        np.testing.assert_allclose(rows["season"], counted / np.median(counted), atol=6e-4, err_msg=str(scenario))


def test_events_are_weeks_of_the_platforms_campaign_and_busy(table):
    weeks = table("sim_weeks")
    busy = weeks[weeks["event"]]
    assert busy["scenario"].unique().tolist() == ["promotion"]
    assert busy["season"].min() > 1.5
    calendar = table("calendar")
    days = calendar[calendar["campaign"].notna()]["date"]
    for monday in pd.to_datetime(busy["monday"]):
        assert ((days >= monday) & (days < monday + pd.Timedelta(days=7))).any()


def test_every_scenario_has_its_texts_in_both_languages(table):
    scenarios = table("sim_scenarios").set_index("scenario")
    assert scenarios.index.tolist() == ["opening", "promotion", "crisis"]
    assert (scenarios.map(len) > 10).all(axis=None)
