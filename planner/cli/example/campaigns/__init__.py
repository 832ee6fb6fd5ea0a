"""The eight campaigns of the example, and their occasions."""

from __future__ import annotations

from planner.cli.example.campaigns.buyers import BUYERS
from planner.cli.example.campaigns.contest import CONTEST
from planner.cli.example.campaigns.kitchens import KITCHENS
from planner.cli.example.campaigns.meals import MEALS
from planner.cli.example.campaigns.reading import READING
from planner.cli.example.campaigns.referral import REFERRAL
from planner.cli.example.campaigns.rice import RICE
from planner.cli.example.campaigns.water import WATER

PLANS = (WATER, CONTEST, KITCHENS, BUYERS, RICE, REFERRAL, MEALS, READING)
