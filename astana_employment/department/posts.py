"""The usual post of each role, as it stands beside a signature; a member of staff may have another one."""

from astana_employment.department.models.staff import Role

# (Kazakh, Russian, English). The deputy director's is the one printed under Annexes 1 and 2.
USUAL_POSTS: dict[str, tuple[str, str, str]] = {
    Role.CLERK: ("Бөлім маманы", "Специалист отдела", "Specialist of the division"),
    Role.HEAD_OF_DIVISION: ("Бөлім бастығы", "Начальник отдела", "Head of division"),
    Role.DEPUTY_DIRECTOR: (
        "Департамент директорының орынбасары",
        "Заместитель директора Департамента",
        "Deputy director of the Department",
    ),
    Role.DIRECTOR: ("Департамент директоры", "Директор Департамента", "Director of the Department"),
    Role.CHANCELLERY: ("Кеңсе маманы", "Специалист канцелярии", "Specialist of the chancellery"),
    Role.MONITORING: ("Мониторинг маманы", "Специалист по мониторингу", "Monitoring specialist"),
    Role.ADMINISTRATOR: ("Жүйе әкімшісі", "Администратор системы", "System administrator"),
}


def usual_posts(role: str) -> dict[str, str]:
    """Return the usual post of a role under the names of the fields: `post_kk`, `post_ru`, `post_en`."""
    return dict(zip(("post_kk", "post_ru", "post_en"), USUAL_POSTS[role], strict=True))
