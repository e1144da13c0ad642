# Reads a list of builds and lists them and what breaks the contract: check.ps1 ASSEMBLY FILE
param([string] $Assembly, [string] $File)
$ErrorActionPreference = 'Stop'
Add-Type -Path $Assembly

$bytes = [IO.File]::ReadAllBytes($File)
$waiting = [Copr.Contracts.CoprJson]::Read[Copr.Contracts.WaitingBuilds]([Text.Encoding]::UTF8.GetString($bytes))
foreach ($build in $waiting.Builds) {
    "$($build.Id) $($build.Copr.Name): $($build.Packages -join ', ') for $($build.Chroots.Count) chroots of $($build.Chroots[0].Release)"
}

$report = [Copr.Contracts.Validation.ContractValidator]::ValidateWaitingBuilds($bytes)
$report.Violations | ForEach-Object { "$($_.Rule.Id) $($_.Path) line $($_.Line)" }

$chroot = [Copr.Contracts.Chroot]'fedora-17-x86_64'
"$($chroot.Release) on $($chroot.Architecture)"
try {
    [void][Copr.Contracts.Chroot]::Parse('fedora')
} catch {
    $_.Exception.GetBaseException().Message
}
