using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;

namespace Copr.Contracts.AspNetCore.Tests;

[ApiController]
[Route("mvc")]
[SuppressMessage("Design", "CA1515:Consider making public types internal", Justification = "MVC finds public controllers.")]
public sealed class ReportsController : ControllerBase
{
    [HttpPost("update_builds")]
    public ActionResult<int> Update(BuildUpdates updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        return Ok(updates.Builds.Count);
    }

    [HttpPost("own")]
    public ActionResult<string> Create(OwnType value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Ok(value.Chroots.ToString());
    }

    [HttpPost("throws")]
    public ActionResult<int> Throw() =>
        throw new BadHttpRequestException($"{Request.Path} has a problem of its own.", StatusCodes.Status409Conflict);

    [HttpGet("builds")]
    public ActionResult<WaitingBuilds> List() => Ok(new WaitingBuilds { Builds = [] });
}

/// <summary>An application's type with members that are the contract's.</summary>
public sealed record OwnType(
    int Number,
    SpaceSeparatedList<Chroot> Chroots,
    SpaceSeparatedList<RepositoryUrl>? Repositories,
    Chroot? Chroot,
    PackageUrl[]? Packages,
    CoprProject? Copr);
