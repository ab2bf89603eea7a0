"""The line drawings of the product, one path each on a 24 × 24 square.

Same drawing = same meaning, on screen and on the paper sheets.
"""

from typing import Final

SOLID: Final = frozenset({"disc", "square", "triangle"})  # filled: told apart in grey print

ICONS: Final[dict[str, str]] = {
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "away": "M10 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM3 20c0-4 3-6.5 7-6.5M15 15l6 6M21 15l-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "bang": "M12 5v9M12 18.5v.5",
    "box": "M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9",
    "cal": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
    "cam": "M4 8h4l1.5-3h5L16 8h4v11H4zM12 10.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clash": "M13 2L6 13h5l-1 9 8-12h-5z",
    "coin": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 8v8M9 8h6M9 12h4.5",
    "cross": "M6 6l12 12M18 6L6 18",
    "disc": "M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14z",
    "doc": "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5",
    "eye": "M4 20V5M4 20h17M8 16l4-5 3 3 5-7",
    "half": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
    "hall": "M3 20h18M5 20v-9M10 20v-9M14 20v-9M19 20v-9M3 10l9-6 9 6z",
    "leaf": "M5 20c0-9 5-14 15-15 0 10-5 14-12 13M5 20c2-5 5-8 9-10",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "more": "M5 12h.01M12 12h.01M19 12h.01",
    "mute": "M5 5h14v11h-8l-4 4v-4H5zM9 10.5h6",
    "part": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18M12 7h5M12 12h8M12 17h5",
    "pause": "M9 6v12M15 6v12",
    "pen": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
    "people": "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 19c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5"
    "M16 6a2.5 2.5 0 0 1 0 5M17.5 14c2.2.6 3.5 2.4 3.5 5",
    "plan": "M6 4h12v17H6zM9 2.5h6v3H9zM9 11h6M9 15h4",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V3h10v6M7 18H4v-9h16v9h-3M7 14h10v7H7z",
    "rain": "M7 15a4 4 0 0 1 0-8 5 5 0 0 1 9.5-1A4.5 4.5 0 0 1 17 15"
    "M8 18l-1 3M13 18l-1 3M18 18l-1 3",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
    "square": "M5 5h14v14H5z",
    "stop": "M8 3h8l5 5v8l-5 5H8l-5-5V8zM8 12h8",
    "talk": "M4 5h16v11h-8l-5 4v-4H4zM8 9h8M8 12h5",
    "tel": "M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 2v4"
    "c0 1-1 2-2 2C10 21 3 14 3 5c0-1 1-2 2-2z",
    "todo": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z",
    "tool": "M14.5 6a4 4 0 0 1 5-1.5L17 7l.5 2 2 .5L22 7a4 4 0 0 1-5.5 5L8 20.5 4 16.5l8.5-8.5"
    "A4 4 0 0 1 14.5 6z",
    "triangle": "M12 4l9 16H3z",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
}  # fmt: skip
