using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cmr.Persistence.Migrations;

/// <summary>The first schema. Tables of a subscriber carry its identifier first in their keys and are hash-partitioned by it.</summary>
[DbContext(typeof(CmrDbContext))]
[Migration("20261121090000_First")]
internal sealed class First : Migration
{
    private const int Partitions = 8;

    private static readonly string[] PartitionedTables =
    [
        "subscribers", "library_entries", "caller_groups", "group_members",
        "presentation_rules", "default_resources", "ringing_profiles", "call_records",
    ];

    private const string Access = """
        CREATE TABLE principals (
            principal_id text NOT NULL,
            kind smallint NOT NULL,
            secret_salt bytea,
            secret_hash bytea,
            secret_iterations integer NOT NULL DEFAULT 0,
            digest_secret bytea,
            failed_attempts integer NOT NULL DEFAULT 0,
            failing_since timestamptz,
            locked_until timestamptz,
            created_at timestamptz NOT NULL,
            PRIMARY KEY (principal_id)
        );

        CREATE TABLE sessions (
            key_hash bytea NOT NULL,
            principal_id text NOT NULL,
            opened_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL,
            PRIMARY KEY (key_hash),
            FOREIGN KEY (principal_id) REFERENCES principals ON DELETE CASCADE
        );

        CREATE TABLE used_nonces (
            nonce_hash bytea NOT NULL,
            expires_at timestamptz NOT NULL,
            PRIMARY KEY (nonce_hash)
        );

        CREATE TABLE transactions (
            principal_id text NOT NULL,
            transaction_id text NOT NULL,
            operation text NOT NULL,
            content_hash bytea NOT NULL,
            answer bytea,
            created_at timestamptz NOT NULL,
            PRIMARY KEY (principal_id, transaction_id),
            FOREIGN KEY (principal_id) REFERENCES principals ON DELETE CASCADE
        );

        CREATE TABLE change_log (
            change_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
            changed_at timestamptz NOT NULL,
            principal_id text NOT NULL,
            subscriber_id text,
            operation text NOT NULL,
            transaction_id text,
            status_code integer NOT NULL,
            request text NOT NULL,
            PRIMARY KEY (change_id)
        );

        CREATE INDEX sessions_by_end ON sessions (expires_at);
        CREATE INDEX transactions_by_age ON transactions (created_at);
        CREATE INDEX change_log_by_subscriber ON change_log (subscriber_id, change_id);
        CREATE INDEX change_log_by_principal ON change_log (principal_id, change_id);
        """;

    private const string Content = """
        CREATE TABLE content_blobs (
            sha256 text NOT NULL,
            bytes bigint NOT NULL,
            stored_at timestamptz NOT NULL,
            PRIMARY KEY (sha256),
            CHECK (sha256 ~ '^[0-9a-f]{64}$')
        );

        CREATE TABLE content_chunks (
            sha256 text NOT NULL,
            position integer NOT NULL,
            data bytea NOT NULL,
            PRIMARY KEY (sha256, position),
            FOREIGN KEY (sha256) REFERENCES content_blobs ON DELETE CASCADE
        );

        CREATE TABLE resources (
            resource_id text NOT NULL,
            owner_principal_id text NOT NULL,
            provider_id text,
            originator smallint NOT NULL,
            media_type smallint NOT NULL,
            format text,
            name text NOT NULL,
            price numeric,
            copyright_owner text,
            expires_at timestamptz,
            status smallint NOT NULL,
            author text,
            language text,
            withdrawn_at timestamptz,
            original_sha256 text,
            original_media_type text,
            original_bytes bigint,
            duration_ms bigint,
            content_bound_at timestamptz,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL,
            PRIMARY KEY (resource_id),
            FOREIGN KEY (original_sha256) REFERENCES content_blobs
        );

        CREATE TABLE renditions (
            resource_id text NOT NULL,
            encoding smallint NOT NULL,
            sha256 text NOT NULL,
            bytes bigint NOT NULL,
            frames integer NOT NULL,
            PRIMARY KEY (resource_id, encoding),
            FOREIGN KEY (resource_id) REFERENCES resources,
            FOREIGN KEY (sha256) REFERENCES content_blobs,
            CHECK (bytes = frames * 160::bigint)
        );

        CREATE TABLE uploads (
            upload_id text NOT NULL,
            resource_id text NOT NULL,
            bound_at timestamptz NOT NULL,
            PRIMARY KEY (upload_id),
            FOREIGN KEY (resource_id) REFERENCES resources
        );

        CREATE TABLE system_default_resources (
            position smallint NOT NULL,
            resource_id text NOT NULL,
            PRIMARY KEY (position),
            FOREIGN KEY (resource_id) REFERENCES resources
        );

        ALTER TABLE content_chunks ALTER COLUMN data SET STORAGE EXTERNAL;
        CREATE INDEX resources_by_media_type ON resources (media_type, resource_id);
        CREATE INDEX resources_by_original ON resources (original_sha256);
        CREATE INDEX renditions_by_content ON renditions (sha256);
        """;

    private const string Subscribers = """
        CREATE TABLE subscribers (
            subscriber_id text NOT NULL,
            status smallint NOT NULL,
            time_zone text NOT NULL,
            copy_allowed boolean NOT NULL,
            next_group integer NOT NULL,
            next_rule bigint NOT NULL,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL,
            PRIMARY KEY (subscriber_id)
        ) PARTITION BY HASH (subscriber_id);

        CREATE TABLE library_entries (
            subscriber_id text NOT NULL,
            resource_id text NOT NULL,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz,
            source smallint NOT NULL,
            given_by text,
            price numeric,
            created_at timestamptz NOT NULL,
            PRIMARY KEY (subscriber_id, resource_id),
            FOREIGN KEY (subscriber_id) REFERENCES subscribers ON DELETE CASCADE,
            FOREIGN KEY (resource_id) REFERENCES resources
        ) PARTITION BY HASH (subscriber_id);

        CREATE TABLE caller_groups (
            subscriber_id text NOT NULL,
            group_id text NOT NULL,
            group_name text NOT NULL,
            created_at timestamptz NOT NULL,
            PRIMARY KEY (subscriber_id, group_id),
            FOREIGN KEY (subscriber_id) REFERENCES subscribers ON DELETE CASCADE
        ) PARTITION BY HASH (subscriber_id);

        CREATE TABLE group_members (
            subscriber_id text NOT NULL,
            group_id text NOT NULL,
            member_key text NOT NULL,
            member_id text NOT NULL,
            nick_name text NOT NULL,
            created_at timestamptz NOT NULL,
            PRIMARY KEY (subscriber_id, group_id, member_key),
            FOREIGN KEY (subscriber_id, group_id) REFERENCES caller_groups ON DELETE CASCADE
        ) PARTITION BY HASH (subscriber_id);

        CREATE TABLE presentation_rules (
            subscriber_id text NOT NULL,
            rule_id text NOT NULL,
            definition jsonb NOT NULL,
            age bigint NOT NULL,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL,
            PRIMARY KEY (subscriber_id, rule_id),
            FOREIGN KEY (subscriber_id) REFERENCES subscribers ON DELETE CASCADE
        ) PARTITION BY HASH (subscriber_id);

        CREATE TABLE default_resources (
            subscriber_id text NOT NULL,
            slot smallint NOT NULL,
            position smallint NOT NULL,
            resource_id text NOT NULL,
            PRIMARY KEY (subscriber_id, slot, position),
            FOREIGN KEY (subscriber_id) REFERENCES subscribers ON DELETE CASCADE
        ) PARTITION BY HASH (subscriber_id);

        CREATE TABLE ringing_profiles (
            subscriber_id text NOT NULL,
            version bigint NOT NULL,
            document jsonb NOT NULL,
            resource_ids text[] NOT NULL,
            built_at timestamptz NOT NULL,
            PRIMARY KEY (subscriber_id),
            FOREIGN KEY (subscriber_id) REFERENCES subscribers ON DELETE CASCADE
        ) PARTITION BY HASH (subscriber_id);

        CREATE INDEX library_entries_by_resource ON library_entries (resource_id);
        """;

    private const string Calls = """
        CREATE TABLE call_records (
            called text NOT NULL,
            record_id uuid NOT NULL,
            node text NOT NULL,
            call_id text NOT NULL,
            caller text,
            subscribed boolean NOT NULL,
            origin smallint NOT NULL,
            rule_id text,
            resource_ids text[] NOT NULL,
            mode text NOT NULL,
            received_at timestamptz NOT NULL,
            ringing_at timestamptz,
            presented_at timestamptz,
            presentation_ended_at timestamptz,
            answered_at timestamptz,
            ended_at timestamptz NOT NULL,
            outcome smallint NOT NULL,
            final_status integer NOT NULL,
            PRIMARY KEY (called, record_id)
        ) PARTITION BY HASH (called);

        CREATE INDEX call_records_by_time ON call_records (received_at);
        CREATE INDEX call_records_by_caller ON call_records (caller, received_at);
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Access);
        migrationBuilder.Sql(Content);
        migrationBuilder.Sql(Subscribers);
        migrationBuilder.Sql(Calls);
        foreach (string table in PartitionedTables)
        {
            for (int remainder = 0; remainder < Partitions; remainder++)
                migrationBuilder.Sql($"CREATE TABLE {table}_{remainder} PARTITION OF {table} FOR VALUES WITH (MODULUS {Partitions}, REMAINDER {remainder});");
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("The first migration is not undone; drop the database instead.");
}
