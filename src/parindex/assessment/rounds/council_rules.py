"""How the council of a round decides (quorum, ties): set by who runs the round, with the paper that says so."""

from datetime import UTC, datetime

from django.db import transaction

from parindex.assessment.rounds.majority import QUORUM_TITLES, Quorum, Rule
from parindex.assessment.rounds.models import CouncilRule
from parindex.assessment.rounds.reading import all_units, round_named, round_tree
from parindex.assessment.rounds.round_rights import check_over_all
from parindex.assessment.rounds.words import needed_words
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.roles import Right


def rule_of(round_id: str) -> Rule:
    """The rule that holds; the usual one while nobody set any. One query."""
    newest = CouncilRule.objects.filter(round=round_id).order_by("-id").values_list("quorum", "chair").first()
    return Rule(Quorum(newest[0]), newest[1]) if newest else Rule()


def rule_words(rule: Rule) -> str:
    """The rule in a sentence, for pages."""
    tie = "theo phía có Chủ tịch Hội đồng, ghi ở biên bản" if rule.chair else "chưa thành kết luận, phải biểu quyết lại"
    return (
        f"Hội đồng kết luận khi {QUORUM_TITLES[rule.quorum]} số thành viên được biểu quyết đã bỏ phiếu (không ít hơn 2 phiếu), "
        f"theo điểm được nhiều phiếu nhất; bằng phiếu thì {tie}."
    )


def set_council_rule(*, by: User, round: str, quorum: Quorum, chair: bool, document: str) -> Rule:  # noqa: A002
    """Set how the council of a round decides from now on. The same again changes nothing.

    NotAllowed without the right to run rounds in every unit of the round; InputFault when no document is named.
    """
    with transaction.atomic():
        found = round_named(round)
        check_over_all(by, Right.ROUND, all_units(found.pk), round_tree(found))
        words = needed_words(document, "văn bản quy định cách biểu quyết (quy chế làm việc của Hội đồng: số, ngày)")
        rule = Rule(quorum, chair)
        if CouncilRule.objects.filter(round=found).exists() and rule_of(found.pk) == rule:
            return rule
        CouncilRule.objects.create(
            round=found, quorum=quorum.value, chair=chair, document=words, by=by, at=datetime.now(UTC)
        )
        payload = {"quorum": quorum.value, "chair": chair, "document": words}
        audit.record(by=by, action="round.council_rule_set", subject=found.pk, payload=payload)
    return rule
