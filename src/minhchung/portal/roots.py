"""What the site's tree stands on: its root, its language, the root of pictures and files, and the rights of writers.

Wagtail puts these rows there by its migrations, which a fresh database does not run (``config/tables.py``); the command
that brings tables up to date asks for them here, each time, and so do the tests, which run no migrations at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from minhchung.ground.accounts.actions import lay_groups
from minhchung.ground.accounts.policy import GROUPED, May
from minhchung.portal.models import HomePage, SectionPage
from minhchung.portal.tree import SECTIONS

WORKFLOW = "Duyệt bài trước khi đăng"
#: The steps of it, each with the permit of those who take it.
STEPS = (("Biên tập", May.EDIT_ARTICLES), ("Lãnh đạo duyệt đăng", May.PUBLISH_ARTICLES))

#: What the roots of pages and of collections are called where an editor sees them.
ROOT = "Gốc"
#: What each permit allows on every page of the tree. Whoever may add pages may change his own until they are sent on.
ON_PAGES: dict[May, tuple[str, ...]] = {
    May.WRITE_ARTICLES: ("add_page",),
    May.EDIT_ARTICLES: ("add_page", "change_page", "lock_page", "unlock_page"),
    May.PUBLISH_ARTICLES: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
#: What each permit allows on pictures and files.
ON_MEDIA: dict[May, tuple[str, ...]] = {
    May.WRITE_ARTICLES: ("add", "choose"),
    May.EDIT_ARTICLES: ("add", "change", "choose"),
    May.PUBLISH_ARTICLES: ("add", "change", "delete", "choose"),
}


@transaction.atomic
def lay_first_rows() -> None:
    """Lay whatever of it is not there yet; rights are those of this version."""
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node() or _root_page(locale)
    media = Collection.get_first_root_node() or Collection.add_root(instance=Collection(name=ROOT))
    # Wagtail's own migrations, on a database that is older than this, named both in English.
    Page.objects.filter(pk=root.pk, title="Root").update(title=ROOT, draft_title=ROOT)
    Collection.objects.filter(pk=media.pk, name="Root").update(name=ROOT)
    lay_groups()
    groups = {Group.objects.get(name=str(each)): each for each in GROUPED}
    on_pages = _permissions(Page, {name for names in ON_PAGES.values() for name in names})
    kinds = {
        kind: _permissions(
            kind, {f"{name}_{kind._meta.model_name}" for name in ("add", "change", "delete", "choose")}
        )
        for kind in (Image, Document)  # rights are kept on these, whatever takes their place
    }
    enter = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for group, permit in groups.items():
        group.permissions.set([enter])
        _let(
            GroupPagePermission.objects.filter(group=group, page=root),
            [on_pages[name] for name in ON_PAGES[permit]],
            group=group,
            page=root,
        )
        _let(
            GroupCollectionPermission.objects.filter(group=group, collection=media),
            [
                found[f"{name}_{kind._meta.model_name}"]
                for kind, found in kinds.items()
                for name in ON_MEDIA[permit]
            ],
            group=group,
            collection=media,
        )
    _lay_site(root, locale)
    _lay_workflow(root, groups)
    cache.clear()


def _root_page(locale: Locale) -> Page:
    """The root under which the site stands; laying it is no deed of anybody's and so is logged nowhere."""
    root = Page(title=ROOT, slug="root", locale=locale, path="0001", depth=1, numchild=0)
    root.save(log_action=None)
    return root


def _lay_site(root: Page, locale: Locale) -> None:
    """The home and the sections that a site begins with, once: from then on they are the editors'."""
    if HomePage.objects.exists():
        return
    words = "Kế hoạch, báo cáo và kết quả đã công bố. Mỗi số liệu mở được tới các bản ghi làm nên nó."
    home = HomePage(title="Trang chủ", heading="Cải cách hành chính", slug="trang-chu", lead=words)
    _put(home, root, f"{root.path}{root.numchild + 1:04d}", locale)
    for number, (slug, title, kind, lead) in enumerate(SECTIONS, start=1):
        page = SectionPage(title=title, slug=slug, kind=kind, lead=lead)
        _put(page, home, f"{home.path}{number:04d}", locale)
    Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )


def _put(page: Page, parent: Page, path: str, locale: Locale) -> None:
    page.path, page.depth, page.numchild, page.locale = path, parent.depth + 1, 0, locale
    page.set_url_path(parent)
    page.save(clean=False, log_action=None)
    parent.numchild += 1
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)


def _lay_workflow(root: Page, groups: dict[Group, May]) -> None:
    """The way of an article to the public: somebody edits it, somebody else lets it be published."""
    by_permit = {permit: group for group, permit in groups.items()}
    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW)
    if not made:
        return
    for order, (name, permit) in enumerate(STEPS):
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.set([by_permit[permit]])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=root)


def _permissions(model: type[Model], names: Iterable[str]) -> dict[str, Permission]:
    found = Permission.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        codename__in=names,
    )
    return {each.codename: each for each in found}


def _let(rights: object, wanted: list[Permission], **on: object) -> None:
    """Make the rights of a group on one thing exactly those wanted."""
    had = set(rights.values_list("permission_id", flat=True))  # type: ignore[attr-defined]
    asked = {each.pk for each in wanted}
    rights.exclude(permission_id__in=asked).delete()  # type: ignore[attr-defined]
    rights.model.objects.bulk_create(  # type: ignore[attr-defined]
        [rights.model(permission_id=each, **on) for each in sorted(asked - had)]  # type: ignore[attr-defined]
    )
