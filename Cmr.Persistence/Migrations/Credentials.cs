using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Cmr.Persistence.Migrations;

/// <summary>Binds sessions to the credentials that opened them.</summary>
[DbContext(typeof(CmrDbContext))]
[Migration("20261121123000_Credentials")]
internal sealed class Credentials : Migration
{
    // Random instead of counted: a principal that is removed and made again must not come back to an old version
    private const string Versions = """
        ALTER TABLE principals ADD COLUMN credentials_version uuid NOT NULL DEFAULT gen_random_uuid();

        ALTER TABLE sessions ADD COLUMN credentials_version uuid;
        UPDATE sessions SET credentials_version = principals.credentials_version FROM principals WHERE principals.principal_id = sessions.principal_id;
        ALTER TABLE sessions ALTER COLUMN credentials_version SET NOT NULL;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Versions);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("This migration is not undone; restore a backup instead.");
}
