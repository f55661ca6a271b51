using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cmr.Persistence.Migrations;

/// <summary>Settings, states and certificates of principals, failures by peer, the audit log, and what reports need.</summary>
[DbContext(typeof(CmrDbContext))]
[Migration("20261121122000_Access")]
internal sealed class Access : Migration
{
    private const string Settings = """
        CREATE TABLE system_settings (
            setting_name text NOT NULL,
            setting_value text NOT NULL,
            updated_at timestamptz NOT NULL,
            updated_by text NOT NULL,
            PRIMARY KEY (setting_name)
        );
        """;

    // Failures are counted by peer, or a stranger could lock anybody out; principal or peer is empty in the sums over all of them
    private const string Principals = """
        ALTER TABLE principals
            ADD COLUMN status smallint NOT NULL DEFAULT 1,
            DROP COLUMN failed_attempts,
            DROP COLUMN failing_since,
            DROP COLUMN locked_until;

        CREATE INDEX principals_by_kind ON principals (kind, principal_id);

        CREATE TABLE principal_certificates (
            sha256 text NOT NULL,
            principal_id text NOT NULL,
            added_at timestamptz NOT NULL,
            PRIMARY KEY (sha256),
            FOREIGN KEY (principal_id) REFERENCES principals ON DELETE CASCADE,
            CHECK (sha256 ~ '^[0-9a-f]{64}$')
        );

        CREATE INDEX principal_certificates_by_principal ON principal_certificates (principal_id);

        CREATE TABLE login_failures (
            principal_id text NOT NULL,
            peer text NOT NULL,
            failures integer NOT NULL,
            since timestamptz NOT NULL,
            PRIMARY KEY (principal_id, peer)
        );

        CREATE INDEX login_failures_by_age ON login_failures (since);

        CREATE TABLE known_peers (
            principal_id text NOT NULL,
            peer text NOT NULL,
            seen_at timestamptz NOT NULL,
            PRIMARY KEY (principal_id, peer),
            FOREIGN KEY (principal_id) REFERENCES principals ON DELETE CASCADE
        );

        CREATE INDEX known_peers_by_age ON known_peers (seen_at);
        CREATE INDEX sessions_by_principal ON sessions (principal_id);
        CREATE INDEX used_nonces_by_end ON used_nonces (expires_at);

        ALTER TABLE subscribers ADD COLUMN service_types smallint[] NOT NULL DEFAULT '{1,2}';
        """;

    private const string Reports = """
        CREATE TABLE audit_log (
            occurred_at timestamptz NOT NULL,
            audit_id uuid NOT NULL,
            node text NOT NULL,
            peer text NOT NULL,
            principal_id text,
            claimed_id text,
            interface text NOT NULL,
            operation text,
            transaction_id text,
            subscriber_id text,
            status_code integer,
            fault text,
            http_status integer NOT NULL,
            duration_us bigint NOT NULL,
            PRIMARY KEY (occurred_at, audit_id)
        );

        CREATE INDEX audit_log_by_principal ON audit_log (principal_id, occurred_at, audit_id);
        CREATE INDEX audit_log_by_subscriber ON audit_log (subscriber_id, occurred_at, audit_id);

        ALTER TABLE change_log ADD COLUMN resource_ids text[] NOT NULL DEFAULT '{}';
        DROP INDEX change_log_by_subscriber;
        DROP INDEX change_log_by_principal;
        CREATE INDEX change_log_by_time ON change_log (changed_at, change_id);
        CREATE INDEX change_log_of_resources ON change_log (changed_at, change_id)
            WHERE operation IN ('ManageCmrResource', 'ManageCmrResourceBox', 'ManageCmrResourceList');
        CREATE INDEX change_log_by_subscriber ON change_log (subscriber_id, changed_at, change_id);
        CREATE INDEX change_log_by_principal ON change_log (principal_id, changed_at, change_id);
        CREATE INDEX change_log_by_resource ON change_log USING gin (resource_ids);

        DROP INDEX call_records_by_time;
        CREATE INDEX call_records_by_time ON call_records (received_at, record_id);
        CREATE INDEX call_records_by_called ON call_records (called, received_at, record_id);
        CREATE INDEX call_records_by_resource ON call_records USING gin (resource_ids);
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Settings);
        migrationBuilder.Sql(Principals);
        migrationBuilder.Sql(Reports);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("Migrations are not undone; restore a backup instead.");
}
