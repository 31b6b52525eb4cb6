"""The improvement plan (kế hoạch cải thiện Chỉ số): facts in, a Word document out."""

from parindex.documents.plan.build import build_plan

__all__ = ["build_plan"]
