using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Copr.Frontend.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Coprs",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Chroots = table.Column<string>(type: "text", nullable: false),
                    Repositories = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Coprs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Builds",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CoprId = table.Column<long>(type: "bigint", nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    Packages = table.Column<string>(type: "text", nullable: false),
                    Chroots = table.Column<string>(type: "text", nullable: false),
                    SubmittedOn = table.Column<long>(type: "bigint", nullable: false),
                    StartedOn = table.Column<long>(type: "bigint", nullable: true),
                    EndedOn = table.Column<long>(type: "bigint", nullable: true),
                    Results = table.Column<string>(type: "text", nullable: true),
                    Status = table.Column<int>(type: "integer", nullable: true),
                    Canceled = table.Column<bool>(type: "boolean", nullable: true),
                    Backend = table.Column<string>(type: "text", nullable: true),
                    IsWaiting = table.Column<bool>(type: "boolean", nullable: false, computedColumnSql: "\"StartedOn\" IS NULL AND \"EndedOn\" IS NULL AND \"Backend\" IS NULL AND \"Canceled\" IS NOT TRUE", stored: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Builds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Builds_Coprs_CoprId",
                        column: x => x.CoprId,
                        principalTable: "Coprs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Builds_Canceled",
                table: "Builds",
                column: "Canceled",
                filter: "\"Canceled\"");

            migrationBuilder.CreateIndex(
                name: "IX_Builds_CoprId",
                table: "Builds",
                column: "CoprId");

            migrationBuilder.CreateIndex(
                name: "IX_Builds_SubmittedOn_Id",
                table: "Builds",
                columns: new[] { "SubmittedOn", "Id" },
                filter: "\"IsWaiting\"");

            migrationBuilder.CreateIndex(
                name: "IX_Coprs_Name",
                table: "Coprs",
                column: "Name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Builds");

            migrationBuilder.DropTable(
                name: "Coprs");
        }
    }
}
