from __future__ import annotations

import pytest

from lamplighter.desk.staff.roles import PERMITS, Permit, Role


def test_every_role_is_in_the_table() -> None:
    assert set(PERMITS) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_no_role_may_do_everything(role: Role) -> None:
    assert PERMITS[role] < set(Permit)


@pytest.mark.parametrize("permit", Permit)
def test_every_permit_is_held_by_some_role(permit: Permit) -> None:
    assert any(permit in held for held in PERMITS.values())


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_gives_access_or_checks_it_does_not_read_tips(role: Role) -> None:
    assert not PERMITS[role] & {Permit.READ_TIPS, Permit.DECIDE_TIPS}


def test_only_a_safeguarding_lead_may_waive_a_safeguarding_check() -> None:
    assert [role for role in Role if Permit.WAIVE_SAFEGUARDING in PERMITS[role]] == [Role.SAFEGUARDING_LEAD]


def test_only_an_auditor_reads_the_ledger() -> None:
    assert [role for role in Role if Permit.READ_LEDGER in PERMITS[role]] == [Role.AUDITOR]
