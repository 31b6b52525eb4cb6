"""ParIndex: from what an office did to its reform index, its explanation and its plan."""
