"""The closed sets of codes that other programs score against: steps, outcomes, grondslagen, omvang."""

from __future__ import annotations

from enum import StrEnum

UNKNOWN = "weet_ik_niet"
"""The answer that every fact accepts besides its own values."""


class Step(StrEnum):
    """The five steps of 002:212-215, and what is settled before them."""

    BEFORE = "vooraf"
    SITUATION = "I"
    RECIPIENT = "II"
    PURPOSE = "III"
    GRONDSLAG = "IV"
    DATA = "V"


FIVE_STEPS = (Step.SITUATION, Step.RECIPIENT, Step.PURPOSE, Step.GRONDSLAG, Step.DATA)


class Outcome(StrEnum):
    """The outcomes (conclusies)."""

    YES_PROVIDED = "ja_mits"
    ONLY_WITH_TOESTEMMING = "alleen_met_toestemming"
    ONLY_ANONYMOUS = "alleen_anoniem"
    ONLY_DAT_INFORMATIE = "alleen_dat_informatie"
    MUST_PROVIDE = "moet_verstrekken"
    NO = "nee"
    CONSULT_FIRST = "eerst_overleg_nodig"
    ACUTE = "acuut_112"
    OUT_OF_SCOPE = "buiten_bereik"


PERMISSIVENESS = (
    Outcome.NO,
    Outcome.CONSULT_FIRST,
    Outcome.ONLY_ANONYMOUS,
    Outcome.ONLY_WITH_TOESTEMMING,
    Outcome.ONLY_DAT_INFORMATIE,
    Outcome.YES_PROVIDED,
    Outcome.MUST_PROVIDE,
)
"""From least to most permissive; acuut_112 and buiten_bereik stand outside."""

STOPS_THE_WALK = frozenset({Outcome.ACUTE, Outcome.OUT_OF_SCOPE})
"""Outcomes that need no five steps."""


class Grondslag(StrEnum):
    """The grondslagen, in the order of the ladder (002:398-406), with `geen` last."""

    WETTELIJKE_PLICHT = "wettelijke_plicht"
    ANONIEM = "anoniem"
    WETTELIJKE_BEPALING = "wettelijke_bepaling"
    EIGEN_TAAK = "eigen_taak"
    TOESTEMMING = "toestemming"
    VITAAL_BELANG = "vitaal_belang"
    CONFLICT_VAN_PLICHTEN = "conflict_van_plichten"
    GOED_HULPVERLENERSCHAP = "goed_hulpverlenerschap"
    GEEN = "geen"


class Omvang(StrEnum):
    """How much may be shared, from least to most."""

    GEEN = "geen"
    ANONIEM = "anoniem"
    HANDELINGSADVIES = "handelingsadvies"
    DAT_INFORMATIE = "dat_informatie"
    ALGEMENE_TERMEN = "algemene_termen"
    BUITENKANT = "buitenkant"
    INHOUDELIJK = "inhoudelijk"
