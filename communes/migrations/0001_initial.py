import django.db.models.deletion
import django.db.models.expressions
import foundation.records.partial
import foundation.records.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cercle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
            ],
            options={
                "verbose_name": "cercle",
                "verbose_name_plural": "cercles",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
            ],
            options={
                "verbose_name": "region",
                "verbose_name_plural": "regions",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Sector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_fr", models.CharField(max_length=80, verbose_name="French name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
            ],
            options={
                "verbose_name": "sector",
                "verbose_name_plural": "sectors",
                "ordering": ["name_fr"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name_fr", models.CharField(max_length=80, verbose_name="French name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer offered")),
            ],
            options={
                "verbose_name": "kind of technical service",
                "verbose_name_plural": "kinds of technical service",
                "ordering": ["name_fr"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Arrondissement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="in force until"),
                ),
                (
                    "cercle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrondissements",
                        to="communes.cercle",
                        verbose_name="cercle",
                    ),
                ),
            ],
            options={
                "verbose_name": "arrondissement",
                "verbose_name_plural": "arrondissements",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Commune",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Number of 2023.", max_length=8, unique=True, verbose_name="code"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "name_in_record",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="name in the programme's record"
                    ),
                ),
                (
                    "initials",
                    models.CharField(
                        blank=True,
                        help_text="As in act numbers, for example CR-DIO.",
                        max_length=12,
                        verbose_name="initials",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("rurale", "rural commune"), ("urbaine", "urban commune")],
                        default="rurale",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "chief_town",
                    models.CharField(blank=True, max_length=80, verbose_name="chief town"),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=7,
                        null=True,
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=7,
                        null=True,
                        verbose_name="longitude",
                    ),
                ),
                (
                    "position_note",
                    models.CharField(blank=True, max_length=200, verbose_name="about the position"),
                ),
                (
                    "population",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="inhabitants"),
                ),
                (
                    "population_source",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="source of the figure"
                    ),
                ),
                (
                    "council_seats",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Proposed from the population; may be changed.",
                        null=True,
                        verbose_name="council seats",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        default=8, verbose_name="days of notice for a meeting"
                    ),
                ),
                (
                    "secretary_approves",
                    models.BooleanField(
                        default=False, verbose_name="the secretary may approve minutes"
                    ),
                ),
                (
                    "search_key",
                    foundation.records.search.SearchKeyField(
                        sources=("name", "name_in_record", "chief_town")
                    ),
                ),
                (
                    "arrondissement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communes",
                        to="communes.arrondissement",
                        verbose_name="arrondissement today",
                    ),
                ),
                (
                    "cercle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communes",
                        to="communes.cercle",
                        verbose_name="cercle today",
                    ),
                ),
            ],
            options={
                "verbose_name": "commune",
                "verbose_name_plural": "communes",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "legal_basis",
                    models.CharField(blank=True, max_length=120, verbose_name="legal basis"),
                ),
                (
                    "arrondissement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.arrondissement",
                        verbose_name="arrondissement",
                    ),
                ),
                (
                    "cercle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communes.cercle",
                        verbose_name="cercle",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment to a cercle",
                "verbose_name_plural": "attachments to cercles",
                "ordering": ["valid_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommuneAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("alias", models.CharField(max_length=80, verbose_name="also written")),
                ("search_key", foundation.records.search.SearchKeyField(sources=("alias",))),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "other spelling",
                "verbose_name_plural": "other spellings",
                "ordering": ["alias"],
            },
        ),
        migrations.CreateModel(
            name="CommuneName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="until")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "official name",
                "verbose_name_plural": "official names",
                "ordering": ["valid_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Executive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "kind",
                    models.CharField(
                        choices=[("maire", "mayor"), ("delegation_speciale", "special delegation")],
                        default="maire",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "head",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="first and last name"
                    ),
                ),
                (
                    "act",
                    models.CharField(blank=True, max_length=160, verbose_name="act of appointment"),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="executives",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "head of the commune",
                "verbose_name_plural": "heads of communes",
                "ordering": ["valid_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                            ("commune", "commune"),
                            ("organisation_professionnelle", "professional organisation"),
                            ("service_technique", "technical service"),
                            ("ptf", "donor"),
                            ("ong", "NGO"),
                            ("programme", "support programme"),
                            ("entreprise", "firm or savings bank"),
                        ],
                        default="organisation_professionnelle",
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("acronym", models.CharField(blank=True, max_length=30, verbose_name="acronym")),
                (
                    "legal_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("groupement_informel", "informal group"),
                            ("association", "association"),
                            ("scoops", "simplified cooperative society"),
                            ("coop_ca", "cooperative society with a board"),
                            ("gie", "economic interest group"),
                            ("union", "union"),
                            ("federation", "federation"),
                            ("confederation", "confederation"),
                            ("entreprise", "firm"),
                        ],
                        max_length=24,
                        verbose_name="legal form",
                    ),
                ),
                (
                    "partner_sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("business", "business"),
                            ("civil_society", "civil society"),
                            ("government", "government"),
                            ("donor", "donor"),
                        ],
                        max_length=16,
                        verbose_name="partnership sector",
                    ),
                ),
                ("village", models.CharField(blank=True, max_length=80, verbose_name="village")),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=7,
                        null=True,
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=7,
                        null=True,
                        verbose_name="longitude",
                    ),
                ),
                (
                    "founded_on",
                    foundation.records.partial.PartialDateField(
                        blank=True, null=True, verbose_name="founded on"
                    ),
                ),
                (
                    "womens_organisation",
                    models.BooleanField(default=False, verbose_name="women's organisation"),
                ),
                (
                    "youth_organisation",
                    models.BooleanField(default=False, verbose_name="youth organisation"),
                ),
                (
                    "economic_goal",
                    models.CharField(blank=True, max_length=300, verbose_name="economic goal"),
                ),
                (
                    "turnover",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="declared yearly turnover (FCFA)"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "registration_number",
                    models.CharField(blank=True, max_length=60, verbose_name="registration number"),
                ),
                (
                    "registration_register",
                    models.CharField(blank=True, max_length=120, verbose_name="register"),
                ),
                (
                    "registered_on",
                    foundation.records.partial.PartialDateField(
                        blank=True, null=True, verbose_name="registered on"
                    ),
                ),
                (
                    "tax_number",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="tax identification (NIF)"
                    ),
                ),
                (
                    "account_institution",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="bank or savings bank"
                    ),
                ),
                (
                    "account_opened_on",
                    models.DateField(blank=True, null=True, verbose_name="account opened on"),
                ),
                ("has_statutes", models.BooleanField(default=False, verbose_name="keeps statutes")),
                (
                    "has_internal_rules",
                    models.BooleanField(default=False, verbose_name="keeps internal rules"),
                ),
                (
                    "has_member_register",
                    models.BooleanField(default=False, verbose_name="keeps a member register"),
                ),
                (
                    "has_cash_book",
                    models.BooleanField(default=False, verbose_name="keeps a cash book"),
                ),
                (
                    "has_minutes_book",
                    models.BooleanField(default=False, verbose_name="keeps a minutes book"),
                ),
                (
                    "last_assembly_on",
                    models.DateField(blank=True, null=True, verbose_name="last general meeting"),
                ),
                (
                    "fees_up_to_date",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="members' fees up to date"
                    ),
                ),
                (
                    "retired_on",
                    models.DateField(blank=True, null=True, verbose_name="no longer active since"),
                ),
                (
                    "external_id",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "search_key",
                    foundation.records.search.SearchKeyField(
                        sources=("name", "acronym", "village")
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "supported_communes",
                    models.ManyToManyField(
                        blank=True,
                        related_name="programmes",
                        to="communes.commune",
                        verbose_name="communes of the programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="MemberCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "counted_on",
                    foundation.records.partial.PartialDateField(verbose_name="counted on"),
                ),
                ("women", models.PositiveIntegerField(verbose_name="women")),
                ("men", models.PositiveIntegerField(verbose_name="men")),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_counts",
                        to="communes.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "member count",
                "verbose_name_plural": "member counts",
                "ordering": ["-counted_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FormalisationEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("groupement_informel", "informal group"),
                            ("sensibilisation", "awareness session"),
                            ("comite_initiative", "initiative committee"),
                            ("projet_statuts", "draft statutes and internal rules"),
                            ("assemblee_constitutive", "founding general meeting"),
                            ("dossier_depose", "file lodged"),
                            ("recepisse_association", "receipt as an association"),
                            ("immatriculee", "registered"),
                            ("compte_ouvert", "account opened"),
                            ("registre_membres", "member register kept"),
                            ("premiere_assemblee", "first ordinary general meeting"),
                        ],
                        max_length=24,
                        verbose_name="step",
                    ),
                ),
                (
                    "reached_on",
                    foundation.records.partial.PartialDateField(verbose_name="reached on"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formalisation",
                        to="communes.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "formalisation step",
                "verbose_name_plural": "formalisation steps",
                "ordering": ["reached_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Cooperative",
            fields=[],
            options={
                "verbose_name": "professional organisation",
                "verbose_name_plural": "professional organisations",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("communes.organisation",),
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="until")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pauses",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "pause",
                "verbose_name_plural": "pauses",
                "ordering": ["valid_from"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_name", models.CharField(max_length=80, verbose_name="first name")),
                ("last_name", models.CharField(max_length=80, verbose_name="last name")),
                (
                    "sex",
                    models.CharField(
                        choices=[("F", "woman"), ("M", "man")], max_length=1, verbose_name="sex"
                    ),
                ),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="year of birth"
                    ),
                ),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="function")),
                (
                    "college",
                    models.CharField(
                        blank=True,
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
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "external_id",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "search_key",
                    foundation.records.search.SearchKeyField(sources=("first_name", "last_name")),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="communes.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["last_name", "first_name"],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="president",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="communes.person",
                verbose_name="president",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="secretary",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="communes.person",
                verbose_name="secretary",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="treasurer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="communes.person",
                verbose_name="treasurer",
            ),
        ),
        migrations.AddField(
            model_name="cercle",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cercles",
                to="communes.region",
                verbose_name="region",
            ),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("secretaire", "commune secretary"),
                            ("maire", "mayor"),
                            ("comite", "monitoring committee"),
                            ("service", "technical service"),
                            ("conseiller", "programme adviser"),
                            ("partenaire", "partner"),
                            ("administrateur", "administrator"),
                        ],
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                ("nationwide", models.BooleanField(default=False, verbose_name="whole country")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="communes.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="For a technical service: the organisation it speaks for.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="communes.organisation",
                        verbose_name="service",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme_assignments",
                        to="communes.organisation",
                        verbose_name="programme",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="communes.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="communes.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["user__username", "role"],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="sectors",
            field=models.ManyToManyField(
                blank=True,
                related_name="organisations",
                to="communes.sector",
                verbose_name="sectors",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="service_kind",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="communes.servicekind",
                verbose_name="kind of service",
            ),
        ),
        migrations.AddConstraint(
            model_name="commune",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("latitude", None),
                    models.Q(("latitude__range", (10, 25)), ("longitude__range", (-13, 5))),
                    _connector="OR",
                ),
                name="commune_in_mali",
                violation_error_message="These coordinates lie outside Mali.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="attachment_dates_ordered",
                violation_error_message="The end comes before the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="communealias",
            constraint=models.UniqueConstraint(
                fields=("commune", "alias"), name="commune_alias_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="communename",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="commune_name_dates_ordered",
                violation_error_message="The end comes before the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="executive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="executive_dates_ordered",
                violation_error_message="The end comes before the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membercount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("young", None),
                    (
                        "young__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("women"), "+", models.F("men")
                        ),
                    ),
                    _connector="OR",
                ),
                name="member_count_young_within_total",
                violation_error_message="There cannot be more young people than members.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membercount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("displaced", None),
                    (
                        "displaced__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("women"), "+", models.F("men")
                        ),
                    ),
                    _connector="OR",
                ),
                name="member_count_displaced_within_total",
                violation_error_message="There cannot be more displaced people than members.",
            ),
        ),
        migrations.AddConstraint(
            model_name="formalisationevent",
            constraint=models.UniqueConstraint(
                fields=("organisation", "stage"), name="formalisation_stage_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="pause_dates_ordered",
                violation_error_message="The end comes before the beginning.",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["user", "role"], name="assignment_by_user"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("commune__isnull", False),
                        ("nationwide", False),
                        ("programme", None),
                        ("region", None),
                    ),
                    models.Q(
                        ("commune", None),
                        ("nationwide", False),
                        ("programme", None),
                        ("region__isnull", False),
                    ),
                    models.Q(
                        ("commune", None),
                        ("nationwide", False),
                        ("programme__isnull", False),
                        ("region", None),
                    ),
                    models.Q(
                        ("commune", None),
                        ("nationwide", True),
                        ("programme", None),
                        ("region", None),
                    ),
                    _connector="OR",
                ),
                name="assignment_has_one_place",
                violation_error_message="Choose one place only: a commune, a region, a programme or the whole country.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="assignment_dates_ordered",
                violation_error_message="The end comes before the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=("commune", "name"),
                name="organisation_once_per_commune",
                violation_error_message="This organisation is already in the list.",
            ),
        ),
    ]
