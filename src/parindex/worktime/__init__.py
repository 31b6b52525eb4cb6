"""Working calendar and due moments. Pure: the calendar and every moment come as arguments."""
