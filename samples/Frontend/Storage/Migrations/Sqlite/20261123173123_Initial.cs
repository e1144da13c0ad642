using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Copr.Frontend.Storage.Migrations.Sqlite
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OwnerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Chroots = table.Column<string>(type: "TEXT", nullable: false),
                    Repositories = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Coprs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Builds",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CoprId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    Packages = table.Column<string>(type: "TEXT", nullable: false),
                    Chroots = table.Column<string>(type: "TEXT", nullable: false),
                    SubmittedOn = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedOn = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedOn = table.Column<long>(type: "INTEGER", nullable: true),
                    Results = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    Canceled = table.Column<bool>(type: "INTEGER", nullable: true),
                    Backend = table.Column<string>(type: "TEXT", nullable: true),
                    IsWaiting = table.Column<bool>(type: "INTEGER", nullable: false, computedColumnSql: "\"StartedOn\" IS NULL AND \"EndedOn\" IS NULL AND \"Backend\" IS NULL AND \"Canceled\" IS NOT TRUE", stored: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
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
