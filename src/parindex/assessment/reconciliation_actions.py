"""Writes about two sources: decide, take back, note a list as sent or not sent, say whether two codes are one row.

Every word is a row of its own: none is ever changed. The imported rows are not touched.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from django.db import transaction

from parindex.assessment.models import CauseDecision, CodeMatch, SentDifference, SentList, SentWithdrawal
from parindex.assessment.reconciliation_asked import Asked, Pair, pair_of
from parindex.assessment.reconciliation_rights import check_may_match, check_may_send, check_may_settle, strict_source
from parindex.assessment.reconciliation_said import MATCH_VERDICTS, VERDICTS, Said, decided_of, said
from parindex.assessment.reconciling import Compared, comparison, rows_changed
from parindex.errors import InputFault
from parindex.ledger.sources import SourceFacts
from parindex.measures.reconciliation.model import UNDETERMINED, Difference
from parindex.organisations import audit
from parindex.organisations.models import User
from parindex.organisations.queries import today

__all__ = ["decide", "mark_sent", "match_codes", "withdraw_decisions", "withdraw_sent"]

MOST = 5000  # differences in one write
LONGEST = 1000  # characters of a document or a note
BY_HAND = "Ghép tay: "  # before the reason for two codes that nobody proposed


class Overtaken(InputFault):
    """Somebody else wrote between looking and deciding; looking again sees it."""


def _now(asked: Asked) -> Compared:
    """The comparison as it stands, by the sources' own ways of counting: nothing is decided of a trial, nor of a day to
    come, on which an open row would be overdue.
    """
    if asked.as_of is not None and asked.as_of > today():
        raise InputFault(f"Chưa đến ngày {asked.as_of:%d/%m/%Y}; hãy chọn “tính đến ngày” là hôm nay hoặc ngày đã qua.")
    return comparison(replace(asked, snapshot=None, left_counting=None, right_counting=None))


def _short(words: str, what: str, *, needed: bool = False, longest: int = LONGEST) -> str:
    text = words.strip()
    if needed and not text:
        raise InputFault(f"Cần ghi {what}.")
    if len(text) > longest:
        raise InputFault(f"{what[:1].upper()}{what[1:]} dài quá {longest} ký tự; hãy ghi ngắn lại.")
    return text


def _chosen(compared: Compared, keys: Collection[str]) -> tuple[Difference, ...]:
    """The disagreements with the keys, in their order; InputFault for none, too many, or one that is not there."""
    wanted = tuple(dict.fromkeys(keys))
    if not 0 < len(wanted) <= MOST:
        raise InputFault(f"Hãy chọn từ 1 đến {MOST} sai lệch; đang chọn {len(wanted)}.")
    known = {one.key: one for one in compared.found.disagreements}
    for key in wanted:
        if key not in known:
            raise InputFault(f"“{key}” không phải là một sai lệch giữa hai nguồn trong kỳ; hãy tải lại danh sách.")
    return tuple(known[key] for key in wanted)


def _check_newest(compared: Compared, told: Said, pairs: Collection[Pair], seen: int | None) -> None:
    """Inside the transaction: no rows landed since the comparison, nobody decided since `seen`. `told`: as it is now."""
    if rows_changed(compared):
        raise Overtaken("Vừa có số liệu mới được ghi vào sổ trong lúc quyết định; hãy xem lại sai lệch rồi ghi lại.")
    if seen is None:
        return
    for pair in pairs:
        newer = next((one for one in told.decided(pair) if one.number > seen), None)
        if newer:
            raise Overtaken(
                f"“{pair[0] or pair[1]}” vừa có quyết định của {newer.by} ({newer.verdict_text}) sau khi bạn mở trang; "
                "hãy xem quyết định đó rồi ghi lại nếu vẫn cần. Chưa có gì thay đổi."
            )


def _check_cause(compared: Compared, cause: str, verdict: str) -> None:
    found = compared.comparison.cause(cause)
    if verdict == CauseDecision.EXCUSED and found.code == compared.comparison.causes[-1].code:
        raise InputFault(
            f"Nguyên nhân {cause} là {found.title}: không thể quyết định không tính trễ hạn. Hãy chọn đúng nguyên nhân đã làm "
            "sai lệch, hoặc chọn quyết định “Vẫn tính trễ hạn”."
        )


def other_than_proposed(chosen: Iterable[Difference], cause: str, verdict: str) -> bool:
    """Whether a row would not count as late for another cause than the data's: that asks for a note."""
    return verdict == CauseDecision.EXCUSED and any(one.cause not in {cause, UNDETERMINED} for one in chosen)


def decide(
    *,
    by: User,
    asked: Asked,
    keys: Collection[str],
    cause: str,
    verdict: str,
    document: str = "",
    note: str = "",
    seen: int | None = None,
) -> int:
    """Decide on disagreements of one source, in the name of its owner; how many decisions were added.

    `verdict`: excused or not_excused (both rest on a document) or disputed (with a note, as an excuse by another cause than
    the proposed one). `seen`: the number of the
    newest decision when the differences were shown: a newer one on the same row refuses this. InputFault or NotAllowed;
    nothing is saved then. Saying the same again adds nothing.
    """
    compared = _now(asked)
    chosen = _chosen(compared, keys)
    source = check_may_settle(by, compared, chosen)
    if verdict not in VERDICTS or verdict == CauseDecision.WITHDRAWN:
        raise InputFault(f"Không có quyết định “{verdict}”; hãy chọn: {', '.join(list(VERDICTS)[:-1])}.")
    _check_cause(compared, cause, verdict)
    if other_than_proposed(chosen, cause, verdict):
        note = _short(note, "lý do chọn nguyên nhân khác với nguyên nhân được đề nghị (ô ghi chú)", needed=True)
    given = {
        "verdict": verdict,
        "cause": cause,
        "document": _short(
            document,
            "văn bản làm căn cứ (số, ký hiệu, ngày, cơ quan ban hành)",
            needed=verdict != CauseDecision.DISPUTED,
        ),
        "note": _short(note, "ghi chú về điều còn tranh chấp", needed=verdict == CauseDecision.DISPUTED),
    }
    return _add(by, compared, chosen, source, given, seen=seen, action="difference.decided")


def withdraw_decisions(*, by: User, asked: Asked, keys: Collection[str], reason: str, seen: int | None = None) -> int:
    """Take decisions back: none counts for these rows until one is taken again. What was decided stays on record."""
    compared = _now(asked)
    chosen = _chosen(compared, keys)
    source = check_may_settle(by, compared, chosen)
    for one in chosen:
        if compared.settled[one.key].decision is None:
            raise InputFault(f"“{one.key}” không có quyết định nào để rút.")
    given = {
        "verdict": CauseDecision.WITHDRAWN,
        "cause": "",
        "document": "",
        "note": _short(reason, "lý do rút quyết định", needed=True),
    }
    return _add(by, compared, chosen, source, given, seen=seen, action="difference.undecided")


def _add(
    by: User,
    compared: Compared,
    chosen: Sequence[Difference],
    source: SourceFacts,
    given: dict[str, str],
    *,
    seen: int | None,
    action: str,
) -> int:
    asked, at = compared.asked, datetime.now(UTC)
    pairs = [pair_of(one) for one in chosen]
    with transaction.atomic():
        told = decided_of(asked, pairs)
        _check_newest(compared, told, pairs, seen)
        rows = []
        for one, pair in zip(chosen, pairs, strict=True):
            new = given | {"digest": compared.digests[pair], "source": source.source}
            last = told.decided(pair)[-1:]
            same = {**new, "pair": pair, "owner": source.owner}
            if last and all(getattr(last[0], name) == value for name, value in same.items()):
                continue
            kept = asked.kept(pair) | asked.about
            rows.append(CauseDecision(**kept, **new, proposed=one.cause, unit_id=source.owner, by=by, at=at))
        if not rows:
            return 0
        CauseDecision.objects.bulk_create(rows)
        keys = [row.first_key or row.second_key for row in rows]
        audit.record(
            by=by,
            action=action,
            unit=source.owner,
            subject=f"{asked.kind}: {asked.left}/{asked.right}",
            payload=given | {"source": source.source, "keys": keys, "unit": asked.unit, "period": asked.period},
        )
    return len(rows)


def mark_sent(
    *, by: User, asked: Asked, keys: Collection[str], letter: str, letter_day: date, addressee: str = ""
) -> SentList:
    """Note that differences went to the owner of the source with a letter; the cause as proposed now is kept with each.

    `addressee` "": as the source's owner is called. Noting the same again adds nothing. InputFault for a day to come.
    """
    check_may_send(by, asked.unit)
    compared = _now(asked)
    chosen = _chosen(compared, keys)
    source = strict_source(compared, chosen)
    number = _short(letter, "số, ký hiệu công văn gửi", needed=True, longest=200)
    to = _short(addressee, "nơi nhận", longest=200) or compared.addressee(source)
    if not to:
        raise InputFault(f"Nguồn “{source.title}” chưa ghi chủ nguồn; hãy ghi nơi nhận công văn.")
    if letter_day > today():
        raise InputFault(f"Ngày công văn {letter_day:%d/%m/%Y} chưa đến; hãy ghi ngày của công văn đã gửi.")
    given = {"letter": number, "letter_day": letter_day, "addressee": to, "unit_id": asked.unit, "period": asked.period}
    causes = {pair_of(one): one.cause for one in chosen}
    with transaction.atomic():
        standing = SentList.objects.filter(**asked.about, **given, withdrawal__isnull=True)
        for present in standing.prefetch_related("differences"):
            lines = {asked.shown(one.first_key, one.second_key): one.cause for one in present.differences.all()}
            if lines == causes:
                return present
        sent = SentList.objects.create(**asked.about, **given, by=by, at=datetime.now(UTC))
        SentDifference.objects.bulk_create(
            SentDifference(sent=sent, cause=cause, **asked.kept(pair)) for pair, cause in causes.items()
        )
        audit.record(
            by=by,
            action="differences.sent",
            unit=asked.unit,
            subject=f"{asked.kind}: {asked.left}/{asked.right}",
            payload=given | {"keys": [one.key for one in chosen]},
        )
    return sent


def withdraw_sent(*, by: User, asked: Asked, number: int, reason: str) -> SentWithdrawal:
    """Say that a list (`Sent.mark`) was noted as sent by mistake: its differences are as if it had not gone. The list, who
    noted it and why it was taken back stay on record. InputFault for a list of other sources or one taken back already.
    """
    sent = SentList.objects.filter(pk=number, **asked.about).first()
    check_may_send(by, sent.unit_id if sent else asked.unit)
    if sent is None:
        raise InputFault("Không có lần gửi này giữa hai nguồn; hãy tải lại trang.")
    words = _short(reason, "lý do rút đánh dấu đã gửi", needed=True)
    with transaction.atomic():
        if (present := SentWithdrawal.objects.filter(sent=sent).select_related("by").first()) is not None:
            raise Overtaken(f"Lần gửi theo {sent.letter} đã được {present.by} rút: {present.reason}.")
        back = SentWithdrawal.objects.create(sent=sent, reason=words, by=by, at=datetime.now(UTC))
        keys = [one.first_key or one.second_key for one in sent.differences.all()]
        audit.record(
            by=by,
            action="differences.unsent",
            unit=sent.unit_id,
            subject=f"{asked.kind}: {asked.left}/{asked.right}",
            payload={"letter": sent.letter, "letter_day": sent.letter_day, "reason": words, "keys": keys},
        )
    return back


def _check_match(compared: Compared, pair: Pair, verdict: str, proposed: Collection[Pair] | None) -> None:
    """InputFault unless the verdict can be given on two codes of which nothing is said: both without a partner, and
    `proposed`, unless that is None: joined by hand.
    """
    if verdict == CodeMatch.WITHDRAWN:
        raise InputFault(f"“{pair[0]}” và “{pair[1]}” chưa có kết luận nào để rút.")
    sides = ((pair[0], compared.found.only_left, compared.left), (pair[1], compared.found.only_right, compared.right))
    for code, alone, source in sides:
        if code not in alone:
            raise InputFault(
                f"Mã “{code}” không phải là mã chỉ có ở nguồn “{source.title}” trong kỳ; hãy tải lại danh sách mã hỏng."
            )
    if proposed is not None and pair not in proposed:
        raise InputFault(
            f"“{pair[0]}” và “{pair[1]}” không nằm trong các mã được đề nghị ghép; hãy tải lại danh sách mã hỏng, hoặc dùng "
            "mục “Ghép tay” nếu giấy tờ cho thấy hai mã là một."
        )


def _check_free(told: Said, pair: Pair, verdict: str) -> None:
    """Inside the transaction: neither code was just confirmed to be another one's."""
    if verdict == CodeMatch.SAME:
        for left, right in told.same.items():
            if (left == pair[0]) != (right == pair[1]):
                raise Overtaken(f"Mã “{left}” vừa được xác nhận là “{right}”; hãy tải lại danh sách mã hỏng.")


def _to_match(
    compared: Compared, told: Said, pairs: Collection[Pair], verdict: str, words: str, *, by_hand: bool
) -> list[Pair]:
    """Inside the transaction: the pairs of which this is not said already. Overtaken for one of which something else is."""
    new = []
    proposed = None if by_hand else {(one.left, one.right) for one in compared.found.proposals}
    for pair in pairs:
        holding = told.matches.get(pair)
        if holding is None:
            _check_match(compared, pair, verdict, proposed)
        elif verdict != CodeMatch.WITHDRAWN:
            if (holding.verdict, holding.reason) == (verdict, words):
                continue
            raise Overtaken(
                f"“{pair[0]}” và “{pair[1]}” đã được {holding.by} kết luận: {MATCH_VERDICTS[holding.verdict].lower()} "
                f"({holding.reason}). Kết luận đó đang có hiệu lực nên không ghi thêm; muốn đổi thì rút kết luận đó trước."
            )
        _check_free(told, pair, verdict)
        new.append(pair)
    return new


def match_codes(
    *, by: User, asked: Asked, pairs: Collection[Pair], verdict: str, reason: str, by_hand: bool = False
) -> int:
    """Say of pairs of codes, left and right, that each is the same row (same), two (apart), or take that back
    (withdrawn); of how many pairs something new was said. It changes which rows are compared, never a row or a rate.

    `by_hand`: nobody proposed the pair, which is written down before the reason. InputFault, NotAllowed, or Overtaken
    when something else is said of a pair already; nothing is saved then.
    """
    compared = _now(asked)
    check_may_match(by, compared)
    chosen = tuple(dict.fromkeys(pairs))
    if not 0 < len(chosen) <= MOST:
        raise InputFault(f"Hãy chọn từ 1 đến {MOST} cặp mã; đang chọn {len(chosen)}.")
    if verdict not in MATCH_VERDICTS:
        raise InputFault(f"Không có kết luận “{verdict}”; hãy chọn: {', '.join(MATCH_VERDICTS)}.")
    words = _short(reason, "lý do", needed=True, longest=LONGEST - len(BY_HAND))
    if by_hand:
        words = f"{BY_HAND}{words}"
    at = datetime.now(UTC)
    with transaction.atomic():
        new = _to_match(compared, said(asked), chosen, verdict, words, by_hand=by_hand)
        if not new:
            return 0
        given = {"verdict": verdict, "reason": words}
        CodeMatch.objects.bulk_create(
            CodeMatch(**asked.about, **asked.kept(pair), **given, unit_id=asked.unit, by=by, at=at) for pair in new
        )
        audit.record(
            by=by,
            action="codes.matched",
            unit=asked.unit,
            subject=f"{asked.kind}: {asked.left}/{asked.right}",
            payload=given | {"left": asked.left, "right": asked.right, "by_hand": by_hand, "pairs": [*map(list, new)]},
        )
    return len(new)
