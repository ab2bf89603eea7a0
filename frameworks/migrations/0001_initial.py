import django.db.models.deletion
import django.db.models.expressions
import foundation.records.partial
import foundation.records.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LegalText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                (
                    "title_fr",
                    models.CharField(max_length=300, verbose_name="title as cited in French"),
                ),
                ("title_en", models.CharField(max_length=300, verbose_name="title in English")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="cited from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="cited until")),
                (
                    "cited_in_acts",
                    models.BooleanField(default=True, verbose_name="cited in deliberations"),
                ),
                (
                    "verified",
                    models.BooleanField(default=False, verbose_name="checked in a public source"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="order of citation"),
                ),
            ],
            options={
                "verbose_name": "legal text",
                "verbose_name_plural": "legal texts",
                "ordering": ["position", "valid_from"],
            },
        ),
        migrations.CreateModel(
            name="Deliberation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("creation", "founds the framework"),
                            ("plan", "adopts the communal share of a plan"),
                            ("autre", "other"),
                        ],
                        default="autre",
                        max_length=10,
                        verbose_name="subject",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="number")),
                ("dated", foundation.records.partial.PartialDateField(verbose_name="date")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("projet", "draft"),
                            ("votee", "voted"),
                            ("signee", "signed"),
                            ("transmise", "sent to the State's representative"),
                            ("executoire", "enforceable"),
                            ("observations", "sent back with observations"),
                            ("annulee", "annulled"),
                            ("approbation_refusee", "approval refused"),
                            ("abrogee", "repealed"),
                        ],
                        default="votee",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "session_kind",
                    models.CharField(
                        choices=[
                            ("ordinaire", "ordinary session"),
                            ("extraordinaire", "extraordinary session"),
                        ],
                        default="ordinaire",
                        max_length=14,
                        verbose_name="session",
                    ),
                ),
                ("object", models.CharField(max_length=400, verbose_name="object")),
                (
                    "convened_on",
                    models.DateField(blank=True, null=True, verbose_name="convened on"),
                ),
                (
                    "in_office",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="members in office"
                    ),
                ),
                (
                    "present",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="members present"
                    ),
                ),
                (
                    "represented",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="represented by proxy"
                    ),
                ),
                (
                    "absent",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="absent"),
                ),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="votes for"
                    ),
                ),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="votes against"
                    ),
                ),
                (
                    "abstentions",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="abstentions"
                    ),
                ),
                (
                    "not_voting",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="did not take part in the vote"
                    ),
                ),
                ("second_call", models.BooleanField(default=False, verbose_name="second call")),
                (
                    "articles",
                    models.TextField(
                        blank=True, help_text="One article per line.", verbose_name="articles"
                    ),
                ),
                ("transmitted_on", models.DateField(blank=True, null=True, verbose_name="sent on")),
                (
                    "transmitted_to",
                    models.CharField(blank=True, max_length=60, verbose_name="sent to"),
                ),
                (
                    "receipt_reference",
                    models.CharField(blank=True, max_length=80, verbose_name="receipt"),
                ),
                ("posted_on", models.DateField(blank=True, null=True, verbose_name="posted on")),
                (
                    "enforceable_on",
                    models.DateField(blank=True, null=True, verbose_name="enforceable on"),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.person",
                        verbose_name="chair",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliberations",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.person",
                        verbose_name="secretary of the session",
                    ),
                ),
            ],
            options={
                "verbose_name": "deliberation",
                "verbose_name_plural": "deliberations",
                "ordering": ["-dated", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Framework",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("en_preparation", "in preparation"),
                            ("cree", "founded"),
                            ("actif", "active"),
                            ("en_veille", "dormant"),
                            ("clos", "closed"),
                        ],
                        default="en_preparation",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                (
                    "act_to_regularise",
                    models.BooleanField(
                        default=False, verbose_name="founding act to be regularised"
                    ),
                ),
                (
                    "regularise_note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why the act is missing"
                    ),
                ),
                (
                    "meeting_period_months",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="months between meetings"
                    ),
                ),
                (
                    "external_id",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.person",
                        verbose_name="chair",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frameworks",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "founding_deliberation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frameworks",
                        to="frameworks.deliberation",
                        verbose_name="founding deliberation",
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.person",
                        verbose_name="secretary",
                    ),
                ),
            ],
            options={
                "verbose_name": "framework",
                "verbose_name_plural": "frameworks",
                "ordering": ["commune__name"],
            },
        ),
        migrations.CreateModel(
            name="FrameworkMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "college",
                    models.CharField(
                        choices=[
                            ("commune", "commune"),
                            ("secteur_prive", "private sector"),
                            ("services_techniques", "technical services"),
                            ("ptf", "technical and financial partners"),
                            ("ong", "NGOs"),
                            ("autre", "other"),
                        ],
                        max_length=20,
                        verbose_name="college",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="frameworks.framework",
                        verbose_name="framework",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="communes.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of the framework",
                "verbose_name_plural": "members of the framework",
                "ordering": ["college", "organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preparatoire", "preparatory, one sector"),
                            ("constitutive", "constitutive"),
                            ("ordinaire", "ordinary"),
                            ("extraordinaire", "extraordinary"),
                            ("bilan", "review"),
                        ],
                        default="ordinaire",
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("projet", "being prepared"),
                            ("invitations_envoyees", "invitations sent"),
                            ("tenue", "held"),
                            ("pv_approuve", "minutes approved"),
                            ("close", "closed"),
                        ],
                        default="projet",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned on")),
                (
                    "held_on",
                    foundation.records.partial.PartialDateField(
                        blank=True, null=True, verbose_name="held on"
                    ),
                ),
                ("called_at", models.TimeField(blank=True, null=True, verbose_name="called for")),
                ("started_at", models.TimeField(blank=True, null=True, verbose_name="opened at")),
                ("ended_at", models.TimeField(blank=True, null=True, verbose_name="ended at")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                (
                    "invitation_sent_on",
                    models.DateField(blank=True, null=True, verbose_name="invitations sent on"),
                ),
                (
                    "invitation_reference",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="reference of the invitation"
                    ),
                ),
                (
                    "displaced_present",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="displaced people present"
                    ),
                ),
                ("account", models.TextField(blank=True, verbose_name="what was said")),
                (
                    "next_meeting_on",
                    models.DateField(blank=True, null=True, verbose_name="next meeting on"),
                ),
                (
                    "entered_afterwards",
                    models.BooleanField(default=False, verbose_name="entered afterwards"),
                ),
                (
                    "approved_on",
                    models.DateField(blank=True, null=True, verbose_name="minutes approved on"),
                ),
                (
                    "external_id",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.person",
                        verbose_name="chair",
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.person",
                        verbose_name="facilitator",
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="frameworks.framework",
                        verbose_name="framework",
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.person",
                        verbose_name="secretary of the meeting",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.sector",
                        verbose_name="sector of a preparatory meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["framework", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[("ouvert", "open"), ("clos", "closed")],
                        default="ouvert",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("sectors_due_on", models.DateField(verbose_name="sectors due on")),
                ("needs_due_on", models.DateField(verbose_name="needs due on")),
                ("meeting_due_on", models.DateField(verbose_name="meeting due on")),
                ("plan_due_on", models.DateField(verbose_name="plan due on")),
                ("follow_up_due_on", models.DateField(verbose_name="follow-up due on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "end_report_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="end report of the committee"
                    ),
                ),
                (
                    "default_note",
                    models.TextField(blank=True, verbose_name="why there is no end report"),
                ),
                (
                    "default_signed_by",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="note of default signed by"
                    ),
                ),
                (
                    "closing_note",
                    models.TextField(blank=True, verbose_name="what the cycle leaves"),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="frameworks.framework",
                        verbose_name="framework",
                    ),
                ),
                (
                    "opened_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened_cycles",
                        to="frameworks.meeting",
                        verbose_name="opened at the meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "cycle",
                "verbose_name_plural": "cycles",
                "ordering": ["framework", "-number"],
            },
        ),
        migrations.CreateModel(
            name="CountedAttendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=120, verbose_name="who")),
                (
                    "college",
                    models.CharField(
                        choices=[
                            ("commune", "commune"),
                            ("secteur_prive", "private sector"),
                            ("services_techniques", "technical services"),
                            ("ptf", "technical and financial partners"),
                            ("ong", "NGOs"),
                            ("autre", "other"),
                        ],
                        default="autre",
                        max_length=20,
                        verbose_name="college",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="how many")),
                (
                    "women",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="of which women"
                    ),
                ),
                (
                    "young",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="of which 35 years or younger"
                    ),
                ),
                ("approximate", models.BooleanField(default=False, verbose_name="about")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counted",
                        to="frameworks.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "people counted",
                "verbose_name_plural": "people counted",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="function")),
                (
                    "college",
                    models.CharField(
                        choices=[
                            ("commune", "commune"),
                            ("secteur_prive", "private sector"),
                            ("services_techniques", "technical services"),
                            ("ptf", "technical and financial partners"),
                            ("ong", "NGOs"),
                            ("autre", "other"),
                        ],
                        default="autre",
                        max_length=20,
                        verbose_name="college",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("F", "woman"), ("M", "man")], max_length=1, verbose_name="sex"
                    ),
                ),
                (
                    "young",
                    models.BooleanField(blank=True, null=True, verbose_name="35 years or younger"),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("present", "present"),
                            ("represente", "represented"),
                            ("excuse", "excused"),
                            ("absent", "absent"),
                        ],
                        default="present",
                        max_length=10,
                        verbose_name="presence",
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("membre", "member"),
                            ("observateur", "observer"),
                            ("invite", "guest"),
                        ],
                        default="membre",
                        max_length=12,
                        verbose_name="as",
                    ),
                ),
                (
                    "represented_by",
                    models.CharField(blank=True, max_length=120, verbose_name="represented by"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="communes.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="communes.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="frameworks.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "ordering": ["college", "person__last_name", "person__first_name"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "label",
                    models.CharField(blank=True, max_length=10, verbose_name="number as written"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="point")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("propose", "proposed"),
                            ("adopte", "adopted"),
                            ("ajoute", "added in the meeting"),
                            ("retire", "withdrawn"),
                            ("reporte", "put off"),
                        ],
                        default="propose",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("discussion", models.TextField(blank=True, verbose_name="what was said")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda",
                        to="frameworks.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda item",
                "verbose_name_plural": "agenda items",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="code")),
                (
                    "statement",
                    models.CharField(max_length=400, verbose_name="the need in one sentence"),
                ),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("infrastructure", "infrastructure"),
                            ("equipement", "equipment"),
                            ("service_communal", "communal service"),
                            ("environnement_affaires", "business environment"),
                            ("acces_au_foncier", "access to land"),
                            ("fiscalite", "taxation"),
                            ("formation", "training"),
                            ("formalisation", "formalisation"),
                            ("mise_en_relation", "linking actors"),
                            ("financement", "finance"),
                        ],
                        max_length=24,
                        verbose_name="nature",
                    ),
                ),
                ("village", models.CharField(blank=True, max_length=80, verbose_name="village")),
                (
                    "women",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="women concerned"
                    ),
                ),
                (
                    "men",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="men concerned"
                    ),
                ),
                (
                    "young",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="of which 35 years or younger"
                    ),
                ),
                (
                    "displaced",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="of which displaced"
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[("haute", "high"), ("moyenne", "medium"), ("basse", "low")],
                        max_length=8,
                        verbose_name="urgency",
                    ),
                ),
                (
                    "estimated_cost",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="estimated cost (FCFA)"
                    ),
                ),
                (
                    "identified_on",
                    foundation.records.partial.PartialDateField(verbose_name="said on"),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("assemblee_op", "meeting of the organisation"),
                            ("atelier_filiere", "workshop of the sector"),
                            ("enquete", "survey"),
                            ("rapport_comite", "report of the committee"),
                        ],
                        max_length=16,
                        verbose_name="how it was said",
                    ),
                ),
                (
                    "rank_in_sector",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="rank in its sector"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("identifie", "identified"),
                            ("presente", "presented"),
                            ("retenu", "retained"),
                            ("differe", "put off"),
                            ("rejete", "set aside"),
                            ("en_cours", "being answered"),
                            ("partiellement_satisfait", "partly satisfied"),
                            ("satisfait", "satisfied"),
                        ],
                        default="identifie",
                        max_length=24,
                        verbose_name="situation",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason if put off or set aside"
                    ),
                ),
                (
                    "satisfied_on",
                    models.DateField(blank=True, null=True, verbose_name="satisfied on"),
                ),
                (
                    "external_id",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "search_key",
                    foundation.records.search.SearchKeyField(
                        sources=("statement", "village", "code")
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="frameworks.framework",
                        verbose_name="framework",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="communes.organisation",
                        verbose_name="who asks",
                    ),
                ),
                (
                    "retained_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs_retained",
                        to="frameworks.meeting",
                        verbose_name="retained at the meeting",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="communes.sector",
                        verbose_name="sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ["framework", "sector__name_fr", "rank_in_sector", "code"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("bilan", "review"),
                            ("besoins", "needs"),
                            ("plan", "plan"),
                            ("comite", "committee"),
                            ("mandat", "mandate"),
                            ("pdesc", "development plan (PDESC)"),
                            ("fiscalite", "taxation"),
                            ("principe", "principle"),
                            ("obstacle", "obstacle"),
                            ("budget", "budget"),
                            ("autre", "other"),
                        ],
                        default="autre",
                        max_length=12,
                        verbose_name="subject",
                    ),
                ),
                ("wording", models.TextField(verbose_name="decision")),
                (
                    "mode",
                    models.CharField(
                        choices=[("consensus", "consensus"), ("vote", "vote")],
                        default="consensus",
                        max_length=10,
                        verbose_name="taken by",
                    ),
                ),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="votes for"
                    ),
                ),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="votes against"
                    ),
                ),
                (
                    "abstentions",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="abstentions"
                    ),
                ),
                (
                    "deadline_words",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="deadline as written"
                    ),
                ),
                (
                    "deadline_on",
                    models.DateField(blank=True, null=True, verbose_name="last possible day"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ouverte", "open"),
                            ("en_discussion", "under discussion"),
                            ("faite", "done"),
                            ("abandonnee", "dropped"),
                        ],
                        default="ouverte",
                        max_length=14,
                        verbose_name="state",
                    ),
                ),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="frameworks.agendaitem",
                        verbose_name="agenda item",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.organisation",
                        verbose_name="organisation in charge",
                    ),
                ),
                (
                    "owner_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.person",
                        verbose_name="person in charge",
                    ),
                ),
                (
                    "resumes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resumed_by",
                        to="frameworks.decision",
                        verbose_name="takes up the decision",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="frameworks.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "needs",
                    models.ManyToManyField(
                        blank=True,
                        related_name="decisions",
                        to="frameworks.need",
                        verbose_name="needs concerned",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["meeting", "number"],
            },
        ),
        migrations.CreateModel(
            name="PrioritySector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rank")),
                (
                    "reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why this sector"),
                ),
                (
                    "actors_known",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="actors known"),
                ),
                (
                    "womens_share",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="women's share (%)"
                    ),
                ),
                ("active_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("active_to", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "decided_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="frameworks.deliberation",
                        verbose_name="decided in",
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priority_sectors",
                        to="frameworks.framework",
                        verbose_name="framework",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priorities",
                        to="communes.sector",
                        verbose_name="sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "priority sector",
                "verbose_name_plural": "priority sectors",
                "ordering": ["rank"],
            },
        ),
        migrations.AddConstraint(
            model_name="deliberation",
            constraint=models.UniqueConstraint(
                fields=("commune", "number"),
                name="deliberation_number_once",
                violation_error_message="This number already stands in the register.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliberation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("enforceable_on", None),
                    models.Q(("state", "projet"), _negated=True),
                    _connector="OR",
                ),
                name="deliberation_posted_after_vote",
                violation_error_message="A draft cannot be enforceable.",
            ),
        ),
        migrations.AddConstraint(
            model_name="framework",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "clos"), _negated=True),
                fields=("commune",),
                name="one_framework_not_closed_per_commune",
                violation_error_message="This commune already has a framework.",
            ),
        ),
        migrations.AddConstraint(
            model_name="framework",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("act_to_regularise", False),
                    models.Q(("regularise_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="framework_regularise_says_why",
                violation_error_message="Say why the founding act is missing.",
            ),
        ),
        migrations.AddConstraint(
            model_name="frameworkmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("framework", "organisation"),
                name="framework_member_once",
                violation_error_message="This organisation already sits in the framework.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("framework", "number"),
                name="meeting_number_once",
                violation_error_message="There is already a meeting with this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("projet", "invitations_envoyees")),
                    ("held_on__isnull", False),
                    _connector="OR",
                ),
                name="meeting_held_is_dated",
                violation_error_message="A meeting that was held carries its date.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_on__isnull", False), ("state__in", ("pv_approuve", "close"))
                    ),
                    models.Q(
                        models.Q(("state__in", ("pv_approuve", "close")), _negated=True),
                        ("approved_on", None),
                    ),
                    _connector="OR",
                ),
                name="meeting_approved_iff_dated",
                violation_error_message="Approved minutes carry their date.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(
                fields=("framework", "number"), name="cycle_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ouvert")),
                fields=("commune",),
                name="one_open_cycle_per_commune",
                violation_error_message="A cycle is already open. Close it first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on", None), ("state", "ouvert")),
                    models.Q(("closed_on__isnull", False), ("state", "clos")),
                    _connector="OR",
                ),
                name="cycle_closed_iff_dated",
                violation_error_message="A closed cycle carries its date.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "ouvert"),
                    ("end_report_on__isnull", False),
                    models.Q(
                        models.Q(("default_note", ""), _negated=True),
                        models.Q(("default_signed_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cycle_closed_with_report_or_default",
                violation_error_message="Closing needs an end report or a signed note of default (R9).",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                ),
                name="cycle_closes_after_opening",
                violation_error_message="The cycle cannot close before it opened.",
            ),
        ),
        migrations.AddConstraint(
            model_name="countedattendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("women", None), ("women__lte", models.F("number")), _connector="OR"),
                    models.Q(("young", None), ("young__lte", models.F("number")), _connector="OR"),
                ),
                name="counted_within_number",
                violation_error_message="There cannot be more women or young people than people counted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("meeting", "person"), name="attendance_once_per_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("framework", "code"), name="need_code_once"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("differe", "rejete")), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="need_put_aside_says_why",
                violation_error_message="Say in one sentence why the need is put off or set aside.",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("young", None),
                    ("women", None),
                    ("men", None),
                    (
                        "young__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("women"), "+", models.F("men")
                        ),
                    ),
                    _connector="OR",
                ),
                name="need_young_within_people",
                violation_error_message="There cannot be more young people than people concerned.",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("displaced", None),
                    ("women", None),
                    ("men", None),
                    (
                        "displaced__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("women"), "+", models.F("men")
                        ),
                    ),
                    _connector="OR",
                ),
                name="need_displaced_within_people",
                violation_error_message="There cannot be more displaced people than people concerned.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("meeting", "number"),
                name="decision_number_once",
                violation_error_message="This meeting already has a decision with this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritysector",
            constraint=models.UniqueConstraint(
                condition=models.Q(("active_to", None)),
                fields=("framework", "sector"),
                name="priority_sector_once",
                violation_error_message="This sector is already chosen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritysector",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__range", (1, 3))),
                name="priority_sector_rank_1_to_3",
                violation_error_message="The rank is 1, 2 or 3.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritysector",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("womens_share", None), ("womens_share__lte", 100), _connector="OR"
                ),
                name="priority_sector_share_is_percent",
                violation_error_message="A share is between 0 and 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritysector",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("active_from", None),
                    ("active_to", None),
                    ("active_to__gte", models.F("active_from")),
                    _connector="OR",
                ),
                name="priority_sector_dates_ordered",
                violation_error_message="The end comes before the beginning.",
            ),
        ),
    ]
