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
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from minhchung.ground.accounts.actions import lay_groups
from minhchung.ground.accounts.policy import GROUPED, May

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
        for kind in (get_image_model(), get_document_model())
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
    cache.clear()


def _root_page(locale: Locale) -> Page:
    """The root under which the site stands; laying it is no deed of anybody's and so is logged nowhere."""
    root = Page(title=ROOT, slug="root", locale=locale, path="0001", depth=1, numchild=0)
    root.save(log_action=None)
    return root


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
