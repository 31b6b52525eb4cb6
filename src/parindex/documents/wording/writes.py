"""What a write into a register was, in words."""

WRITE_KINDS = {"import": "Nhập tệp", "edit": "Ghi trên màn hình", "withdrawal": "Rút dòng"}
