"""Where the criteria sets and examples that come with the software are: in the package, or in a checkout beside it."""

from pathlib import Path

from parindex.errors import InputFault

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """The folder `criteria_sets` or `examples`. InputFault when this installation came without it."""
    for folder in (_PACKAGE / "shipped" / name, _PACKAGE.parents[1] / name):
        if folder.is_dir():
            return folder
    raise InputFault(f"Bản cài đặt này không kèm thư mục “{name}”; hãy cài từ mã nguồn hoặc gói đầy đủ.")


def criteria_set_file(name: str) -> Path:
    """The file of a criteria set: a path to a file, or the id of a shipped set. InputFault naming the known ids."""
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        if not path.is_file():
            raise InputFault(f"Không tìm thấy tệp bộ tiêu chí “{name}”; hãy kiểm tra đường dẫn.")
        return path
    folder = shipped_folder("criteria_sets")
    shipped = {file.stem: file for file in sorted(folder.glob("*.yaml"))}
    if name not in shipped:
        raise InputFault(f"Không có bộ tiêu chí “{name}”. Các bộ có sẵn: {', '.join(shipped)}; hoặc nêu tệp .yaml.")
    return shipped[name]
