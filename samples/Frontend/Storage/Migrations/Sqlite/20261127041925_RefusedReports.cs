using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Copr.Frontend.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RefusedReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RefusedReport",
                table: "Builds",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RefusedReport",
                table: "Builds");
        }
    }
}
