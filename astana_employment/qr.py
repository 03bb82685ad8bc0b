"""QR codes as SVG: lines instead of pixels, so a paper that carries one stays PDF/A."""

import segno


def qr_data_uri(text: str) -> str:
    """Return a `data:` URI with the QR code of `text` as SVG, without a quiet zone (the paper leaves the
    margin).

    Error level M survives a fold or a stamp on the corner. Text that no QR code can hold raises `ValueError`
    (segno's `DataOverflowError`).
    """
    return str(segno.make(text, error="m", micro=False).svg_data_uri(border=0, dark="#000", light=None))
