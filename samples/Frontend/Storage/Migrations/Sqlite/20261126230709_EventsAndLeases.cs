using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Copr.Frontend.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EventsAndLeases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // SQLite adds a stored column only to an empty table, so the rows are moved away and back, in the transaction of the migration.
            migrationBuilder.Sql("""CREATE TABLE "OldBuilds" AS SELECT * FROM "Builds" """);
            migrationBuilder.Sql("""DELETE FROM "Builds" """);

            migrationBuilder.DropIndex(
                name: "IX_Builds_CoprId",
                table: "Builds");

            migrationBuilder.AddColumn<long>(
                name: "CanceledOn",
                table: "Builds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IdempotencyKey",
                table: "Builds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Returns",
                table: "Builds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "LastEventOn",
                table: "Builds",
                type: "INTEGER",
                nullable: false,
                computedColumnSql: "COALESCE(\"EndedOn\", \"CanceledOn\", \"StartedOn\", \"SubmittedOn\")",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "Builds",
                type: "TEXT",
                nullable: false,
                computedColumnSql: "CASE WHEN \"Canceled\" IS TRUE THEN 'canceled'\nWHEN \"EndedOn\" IS NOT NULL THEN CASE WHEN \"Status\" = 1 THEN 'succeeded' ELSE 'failed' END\nWHEN \"StartedOn\" IS NOT NULL THEN 'running' WHEN \"Backend\" IS NOT NULL THEN 'starting' ELSE 'waiting' END",
                stored: true);

            const string columns =
                """
                "Id", "CoprId", "UserId", "Packages", "Chroots", "SubmittedOn", "StartedOn", "EndedOn", "Results", "Status", "Canceled",
                "Backend", "Version"
                """;
            migrationBuilder.Sql($"""INSERT INTO "Builds" ({columns}) SELECT {columns} FROM "OldBuilds" """);
            migrationBuilder.DropTable("OldBuilds");

            migrationBuilder.CreateTable(
                name: "Backends",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    SeenOn = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Backends", x => x.Name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Builds_Backend",
                table: "Builds",
                column: "Backend",
                filter: "\"Backend\" IS NOT NULL AND \"EndedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Builds_CoprId_IdempotencyKey",
                table: "Builds",
                columns: new[] { "CoprId", "IdempotencyKey" },
                unique: true,
                filter: "\"IdempotencyKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Builds_CoprId_LastEventOn_Id",
                table: "Builds",
                columns: new[] { "CoprId", "LastEventOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Builds_CoprId_State_LastEventOn_Id",
                table: "Builds",
                columns: new[] { "CoprId", "State", "LastEventOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Builds_LastEventOn_Id",
                table: "Builds",
                columns: new[] { "LastEventOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Builds_State_LastEventOn_Id",
                table: "Builds",
                columns: new[] { "State", "LastEventOn", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Backends");

            migrationBuilder.DropIndex(
                name: "IX_Builds_Backend",
                table: "Builds");

            migrationBuilder.DropIndex(
                name: "IX_Builds_CoprId_IdempotencyKey",
                table: "Builds");

            migrationBuilder.DropIndex(
                name: "IX_Builds_CoprId_LastEventOn_Id",
                table: "Builds");

            migrationBuilder.DropIndex(
                name: "IX_Builds_CoprId_State_LastEventOn_Id",
                table: "Builds");

            migrationBuilder.DropIndex(
                name: "IX_Builds_LastEventOn_Id",
                table: "Builds");

            migrationBuilder.DropIndex(
                name: "IX_Builds_State_LastEventOn_Id",
                table: "Builds");

            migrationBuilder.DropColumn(
                name: "LastEventOn",
                table: "Builds");

            migrationBuilder.DropColumn(
                name: "State",
                table: "Builds");

            migrationBuilder.DropColumn(
                name: "CanceledOn",
                table: "Builds");

            migrationBuilder.DropColumn(
                name: "IdempotencyKey",
                table: "Builds");

            migrationBuilder.DropColumn(
                name: "Returns",
                table: "Builds");

            migrationBuilder.CreateIndex(
                name: "IX_Builds_CoprId",
                table: "Builds",
                column: "CoprId");
        }
    }
}
