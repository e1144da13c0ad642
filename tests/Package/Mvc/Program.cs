using System.ComponentModel.DataAnnotations;
using Copr.Contracts;
using Copr.Contracts.AspNetCore;
using Copr.Contracts.Validation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers();
builder.Services.AddCoprContracts();
builder.Services.AddOptions<BuilderOptions>()
    .BindConfiguration("Builder", binder => binder.ErrorOnUnknownConfiguration = true)
    .ValidateDataAnnotations()
    .ValidateOnStart();

WebApplication app = builder.Build();
app.MapControllers();
app.Run();

public sealed class BuilderOptions
{
    [Required]
    public Chroot? DefaultChroot { get; set; }

    public SpaceSeparatedList<Chroot> Chroots { get; set; }

    public IList<RepositoryUrl> Mirrors { get; } = [];
}

[ApiController]
public sealed class BuilderController(IOptions<BuilderOptions> options) : ControllerBase
{
    [HttpGet("/settings")]
    public string GetSettings() =>
        $"{options.Value.DefaultChroot}; {options.Value.Chroots.Count} chroots; {string.Join(' ', options.Value.Mirrors)}";

    [HttpPost("/coprs/")]
    public ActionResult<CoprProject> CreateCopr(CoprProject copr)
    {
        ValidationReport report = ContractValidator.Validate(copr);
        return report.IsValid ? copr with { Id = 7 } : BadRequest(report.ToProblemDetails());
    }
}
