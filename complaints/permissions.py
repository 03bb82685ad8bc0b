"""Who may open the pages of the complaints; each module below registers its own."""

from complaints import page_access as page_access
