"""A criteria set of a few leaves: two measures, a judgement, a survey; and an outline of a plan."""

SET = """
id: bo-nho-2021
title: Bộ tiêu chí thử
nature: model
decision: null
year: 2021
block: so
scale: "10"
rounding: {points: 2, index: 2}
ties: shared
ladder: [{name: Tốt, from: "80", inclusive: true}, {name: Kém, from: "0", inclusive: true}]
exclusions: []
bonus: {max: "0"}
penalty: {max: "0"}
areas:
  - code: "1"
    name: Chỉ đạo
    criteria:
      - code: "1.1"
        name: Nhiệm vụ được giao
        max_points: "4"
        scored_by: unit
        measure: assigned_tasks.on_time
        when_empty: exclude
        rule: {shape: proportional}
        evidence: [Sổ theo dõi]
        legal_basis: [Quy định thử]
      - code: "1.2"
        name: Báo cáo trễ
        max_points: "2"
        scored_by: unit
        measure: reports.late
        rule: {shape: deduction, start: "2", per: {late: "-1"}, names: {late: báo cáo trễ hạn}, floor: "0"}
        evidence: [Sổ theo dõi]
        legal_basis: [Quy định thử]
      - code: "1.3"
        name: Kế hoạch
        max_points: "2"
        scored_by: unit
        rule:
          shape: levels
          levels:
            - {key: in_time, text: đúng hạn, points: "2"}
            - {key: late, text: trễ, points: "1"}
            - {key: none, text: không có, points: "0"}
        evidence: [Kế hoạch]
        legal_basis: [Quy định thử]
      - code: "1.4"
        name: Khảo sát
        max_points: "2"
        scored_by: survey
        rule: {shape: survey}
        evidence: [Kết quả khảo sát]
        legal_basis: [Quy định thử]
"""

OUTLINE = """
year: 2022
superior: UBND tỉnh
abbreviation: SLĐ
place: Đồng Tháp
signer_title: GIÁM ĐỐC
drafting_unit: VP
annex_plan: Kế hoạch 2022
bases: [{kind: Quyết định, number: 1/QĐ, day: 2022-03-17, issuer: UBND, title: về việc thử}]
results: []
targets: [{text: Trên 85%, index: par_index, operator: ">", percent: "85"}]
cited_codes: [{cited_as: "1.9", code: "1.1"}, {cited_as: null, code: "1.2"}]
causes: [{code: "1.1", objective: [vì dịch bệnh], subjective: []}]
duties: [{who: Các phòng, duties: [Thực hiện]}]
closing: Trên đây là kế hoạch.
recipients: [Như trên]
"""
