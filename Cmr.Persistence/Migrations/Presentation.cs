using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cmr.Persistence.Migrations;

/// <summary>Filter rules, presentation control and privacy, presentations going on, and services of applications.</summary>
[DbContext(typeof(CmrDbContext))]
[Migration("20261121121000_Presentation")]
internal sealed class Presentation : Migration
{
    private const int Partitions = 8;

    private const string Settings = """
        CREATE TABLE filter_rules (
            subscriber_id text NOT NULL,
            rule_id text NOT NULL,
            definition jsonb NOT NULL,
            age bigint NOT NULL,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL,
            PRIMARY KEY (subscriber_id, rule_id),
            FOREIGN KEY (subscriber_id) REFERENCES subscribers ON DELETE CASCADE
        ) PARTITION BY HASH (subscriber_id);

        CREATE TABLE presentation_controls (
            subscriber_id text NOT NULL,
            at_answer smallint,
            priority smallint,
            copying smallint,
            copy_group_ids text[] NOT NULL,
            gift_accepted boolean,
            expiry_notice boolean,
            stop_allowed boolean,
            updated_at timestamptz NOT NULL,
            PRIMARY KEY (subscriber_id),
            FOREIGN KEY (subscriber_id) REFERENCES subscribers ON DELETE CASCADE
        ) PARTITION BY HASH (subscriber_id);
        """;

    // The one setting there was before; 1 is "nobody"
    private const string CopyPermission = """
        INSERT INTO presentation_controls (subscriber_id, copying, copy_group_ids, updated_at)
        SELECT subscriber_id, 1, ARRAY[]::text[], updated_at FROM subscribers WHERE NOT copy_allowed;

        ALTER TABLE subscribers DROP COLUMN copy_allowed;
        """;

    private const string Presentations = """
        CREATE TABLE presentations (
            listener text NOT NULL,
            presentation_id uuid NOT NULL,
            call_id text NOT NULL,
            subscriber_id text NOT NULL,
            origin smallint NOT NULL,
            resource_ids text[] NOT NULL,
            node text NOT NULL,
            started_at timestamptz NOT NULL,
            ended_at timestamptz,
            PRIMARY KEY (listener, presentation_id)
        ) PARTITION BY HASH (listener);

        CREATE INDEX presentations_by_time ON presentations (started_at);
        CREATE INDEX presentations_by_subscriber ON presentations (subscriber_id, started_at);

        CREATE TABLE application_services (
            service_id text NOT NULL,
            principal_id text NOT NULL,
            subscriber_id text NOT NULL,
            other_party text,
            service smallint NOT NULL,
            event text,
            resource_ids text[] NOT NULL,
            started_at timestamptz NOT NULL,
            valid_until timestamptz NOT NULL,
            stopped_at timestamptz,
            PRIMARY KEY (service_id)
        );

        CREATE INDEX application_services_by_time ON application_services (started_at);
        CREATE INDEX application_services_by_subscriber ON application_services (subscriber_id, started_at);
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Settings);
        migrationBuilder.Sql(Presentations);
        foreach (string table in new[] { "filter_rules", "presentation_controls", "presentations" })
        {
            for (int remainder = 0; remainder < Partitions; remainder++)
                migrationBuilder.Sql($"CREATE TABLE {table}_{remainder} PARTITION OF {table} FOR VALUES WITH (MODULUS {Partitions}, REMAINDER {remainder});");
        }
        migrationBuilder.Sql(CopyPermission);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("This migration is not undone; restore a backup instead.");
}
