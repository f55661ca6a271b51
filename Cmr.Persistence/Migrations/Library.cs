using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cmr.Persistence.Migrations;

/// <summary>Licences that end and are renewed, boxes, lists of the catalogue, notifications, tariff and charges.</summary>
[DbContext(typeof(CmrDbContext))]
[Migration("20261121120000_Library")]
internal sealed class Library : Migration
{
    private const int Partitions = 8;

    // A box is a row of resources: one space of identifiers, and whatever may name a resource may name a box
    private const string Boxes = """
        ALTER TABLE resources
            ADD kind smallint NOT NULL DEFAULT 1,
            ADD presentation_mode smallint,
            ADD CHECK ((kind = 2) = (presentation_mode IS NOT NULL));

        CREATE TABLE box_entries (
            box_id text NOT NULL,
            position smallint NOT NULL,
            resource_id text NOT NULL,
            start_time time,
            end_time time,
            PRIMARY KEY (box_id, position),
            FOREIGN KEY (box_id) REFERENCES resources,
            FOREIGN KEY (resource_id) REFERENCES resources
        );

        CREATE INDEX resources_by_owner ON resources (owner_principal_id, kind, resource_id);
        """;

    // Upkeep looks for what is due by two partial indexes that hold nothing else, so its cost does not grow with the libraries
    private const string Licences = """
        ALTER TABLE library_entries
            ADD auto_renew boolean NOT NULL DEFAULT false,
            ADD notice smallint NOT NULL DEFAULT 0;

        DROP INDEX library_entries_by_resource;
        CREATE INDEX library_entries_by_resource ON library_entries (resource_id, subscriber_id);
        CREATE INDEX library_entries_not_noticed ON library_entries (ends_at) WHERE ends_at IS NOT NULL AND notice = 0;
        CREATE INDEX library_entries_not_ended ON library_entries (ends_at) WHERE ends_at IS NOT NULL AND notice < 2;
        """;

    private const string Notices = """
        CREATE SEQUENCE notification_numbers;

        CREATE TABLE notifications (
            subscriber_id text NOT NULL,
            notification_id bigint NOT NULL DEFAULT nextval('notification_numbers'),
            type smallint NOT NULL,
            notified_at timestamptz NOT NULL,
            resource_id text,
            ends_at timestamptz,
            other_party text,
            PRIMARY KEY (subscriber_id, notification_id),
            FOREIGN KEY (subscriber_id) REFERENCES subscribers ON DELETE CASCADE
        ) PARTITION BY HASH (subscriber_id);

        CREATE INDEX notifications_by_age ON notifications (notified_at);

        CREATE TABLE pending_withdrawals (
            resource_id text NOT NULL,
            last_subscriber_id text NOT NULL,
            withdrawn_at timestamptz NOT NULL,
            PRIMARY KEY (resource_id),
            FOREIGN KEY (resource_id) REFERENCES resources
        );
        """;

    private const string Catalogue = """
        CREATE TABLE resource_lists (
            resource_list_id text NOT NULL,
            owner_principal_id text NOT NULL,
            list_name text NOT NULL,
            list_category integer,
            parent_list_id text,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL,
            PRIMARY KEY (resource_list_id),
            FOREIGN KEY (parent_list_id) REFERENCES resource_lists
        );

        CREATE TABLE resource_list_entries (
            resource_list_id text NOT NULL,
            position integer NOT NULL,
            resource_id text NOT NULL,
            PRIMARY KEY (resource_list_id, position),
            FOREIGN KEY (resource_list_id) REFERENCES resource_lists ON DELETE CASCADE,
            FOREIGN KEY (resource_id) REFERENCES resources
        );

        CREATE INDEX resource_lists_by_owner ON resource_lists (owner_principal_id, resource_list_id);
        CREATE INDEX resource_lists_by_parent ON resource_lists (parent_list_id);
        """;

    private const string Charging = """
        CREATE SEQUENCE tariff_rule_numbers;

        CREATE TABLE tariff_rules (
            tariff_rule_id text NOT NULL,
            event smallint NOT NULL,
            priority integer,
            age bigint NOT NULL,
            resource_ids text[] NOT NULL,
            media_types smallint[] NOT NULL,
            provider_ids text[] NOT NULL,
            amount numeric,
            currency text,
            charged_party smallint NOT NULL,
            starts_at timestamptz,
            ends_at timestamptz,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL,
            PRIMARY KEY (tariff_rule_id)
        );

        CREATE TABLE charges (
            charge_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
            charged_at timestamptz NOT NULL,
            event smallint NOT NULL,
            principal_id text NOT NULL,
            charged_party_id text NOT NULL,
            subscriber_id text,
            resource_id text,
            provider_id text,
            amount numeric NOT NULL,
            currency text,
            tariff_rule_id text,
            transaction_id text,
            PRIMARY KEY (charge_id)
        );

        CREATE INDEX charges_by_time ON charges (charged_at, charge_id);
        CREATE INDEX charges_by_payer ON charges (charged_party_id, charged_at, charge_id);
        CREATE INDEX charges_by_subscriber ON charges (subscriber_id, charged_at, charge_id);
        CREATE INDEX charges_by_resource ON charges (resource_id, charged_at, charge_id);
        CREATE INDEX charges_by_provider ON charges (provider_id, charged_at, charge_id);
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Boxes);
        migrationBuilder.Sql(Licences);
        migrationBuilder.Sql(Notices);
        migrationBuilder.Sql(Catalogue);
        migrationBuilder.Sql(Charging);
        for (int remainder = 0; remainder < Partitions; remainder++)
            migrationBuilder.Sql($"CREATE TABLE notifications_{remainder} PARTITION OF notifications FOR VALUES WITH (MODULUS {Partitions}, REMAINDER {remainder});");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("This migration is not undone; restore a backup instead.");
}
