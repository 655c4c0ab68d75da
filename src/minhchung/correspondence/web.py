"""Screens of correspondence."""

from __future__ import annotations

from minhchung.correspondence.forms import CertificateForm, IncomingForm, OutgoingForm
from minhchung.correspondence.models import Certificate, IncomingDocument, OutgoingDocument
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register


class OutgoingRegister(Register):
    """Outgoing documents."""

    model = OutgoingDocument
    room = "correspondence"
    matter = "outgoing_document"
    title = "Sổ văn bản đi"
    singular = "văn bản đi"
    columns = ("symbol", "type", "issued_on", "abstract", "signer", "sent_electronically", "paper_also")
    search = ("abstract_folded", "symbol")
    filters = ("issuer", "year", "type", "sent_electronically", "secret", "reform_direction")
    order = ("-issued_on", "-number")
    form_class = OutgoingForm
    have_come = ("issued_on", "sent_at")
    edit = May.EDIT_CORRESPONDENCE
    folds = {"abstract_folded": "abstract"}
    import_name = "outgoing_documents"
    deed_names = {"issue": "Ban hành, cấp số"}


class IncomingRegister(Register):
    """Incoming documents."""

    model = IncomingDocument
    room = "correspondence"
    matter = "incoming_document"
    title = "Sổ văn bản đến"
    singular = "văn bản đến"
    columns = ("number", "received_on", "issuer", "symbol", "abstract", "handler", "electronic")
    search = ("abstract_folded", "symbol", "issuer")
    filters = ("receiver", "year", "electronic", "secret")
    order = ("-received_on", "-number")
    form_class = IncomingForm
    have_come = ("received_on", "issued_on")
    edit = May.EDIT_CORRESPONDENCE
    folds = {"abstract_folded": "abstract"}
    import_name = "incoming_documents"


class CertificatesRegister(Register):
    """Certificates for digital signatures."""

    model = Certificate
    room = "correspondence"
    matter = "certificate"
    title = "Chứng thư số"
    singular = "chứng thư số"
    columns = ("serial", "holder_kind", "holder_name", "valid_from", "valid_to", "revoked_on", "device")
    search = ("holder_folded", "serial")
    filters = ("holder_kind",)
    order = ("valid_to", "serial")
    form_class = CertificateForm
    have_come = ("revoked_on",)
    edit = May.EDIT_CORRESPONDENCE
    personal = ("holder_name", "holder_folded")
    folds = {"holder_folded": "holder_name"}
    import_name = "certificates"
    deed_names = {"revoke": "Thu hồi"}
