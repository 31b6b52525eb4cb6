"""A role for who works in an office, so that nobody judges his own: the choices alone change, no row does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_lineage")]

    operations = [
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("contributor", "Công chức, viên chức phòng, đơn vị"),
                    ("coordinator", "Văn phòng (đầu mối CCHC)"),
                    ("head", "Lãnh đạo đơn vị"),
                    ("appraiser", "Cơ quan thẩm định"),
                    ("council", "Hội đồng thẩm định"),
                    ("secretariat", "Sở Nội vụ (thường trực)"),
                    ("approver", "Chủ tịch UBND"),
                    ("viewer", "Người xem"),
                    ("auditor", "Thanh tra, kiểm toán"),
                    ("administrator", "Quản trị hệ thống"),
                    ("member", "Người của cơ quan"),
                ],
                max_length=20,
            ),
        ),
    ]
