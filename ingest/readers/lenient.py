"""Values of formats that others define: fields nobody asked for are passed over, numbers are taken for their text."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Lenient(BaseModel):
    """A part of a foreign JSON format, as far as it is read."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)
