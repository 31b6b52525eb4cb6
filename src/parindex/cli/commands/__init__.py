"""The commands, one module each, loaded when it is asked for. Adding one: its file, and a line here."""

COMMANDS = {
    "init": "tạo không gian làm việc mới, hoặc cập nhật không gian đã có",
    "demo": "dựng không gian làm việc ví dụ (Đồng Tháp 2021) và ghi các văn bản",
    "serve": "mở các trang trên máy này",
    "worker": "làm các việc đang chờ: nhập tệp lớn, tính lại con số",
    "units": "đơn vị: danh sách, nhập từ tệp, sắp xếp tổ chức",
    "users": "người dùng: danh sách, tạo, cấp vai trò, nơi làm việc",
    "records": "số liệu: các sổ, mẫu nhập, nhập, hoàn tác, xuất",
    "worktime": "lịch làm việc: tính hạn, đếm ngày làm việc, danh sách ngày nghỉ",
    "measures": "chỉ tiêu: danh mục, tính, các dòng phía sau con số",
    "reconcile": "đối chiếu hai nguồn của một sổ: từng sai lệch và nguyên nhân",
    "criteria": "bộ tiêu chí: nhập bảng đã ban hành, kiểm tra, so hai bộ, chọn để chấm",
    "rounds": "đợt đánh giá: danh sách, mở đợt từ tệp, các bước",
    "score": "chấm điểm theo một bộ tiêu chí",
    "plan": "kế hoạch cải thiện: dự thảo văn bản",
    "doctor": "khám không gian làm việc",
}
"""What `--help` says of each; its module declares it in `add(parsers, text)`."""
