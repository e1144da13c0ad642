using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Copr.Frontend;

/// <summary>Limits the wrong passwords of each address.</summary>
internal sealed partial class WrongPasswords(IOptionsMonitor<BackendPassword> options, ILogger<WrongPasswords> logger) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress?> limiter = PartitionedRateLimiter.Create<IPAddress?, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(ToPartition(address), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Get(BackendPassword.Scheme).WrongPasswordsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    /// <summary>Whether the address has none left. Then its password is not even compared.</summary>
    public bool MustWait(IPAddress? address)
    {
        using RateLimitLease lease = limiter.AttemptAcquire(address, permitCount: 0);
        return !lease.IsAcquired;
    }

    public void Count(IPAddress? address)
    {
        using RateLimitLease lease = limiter.AttemptAcquire(address);
        if (lease.IsAcquired && MustWait(address))
        {
            LogLast(logger, address);
        }
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>One customer usually has a whole /64 of IPv6.</summary>
    private static string ToPartition(IPAddress? address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : $"{address?.MapToIPv4()}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Address} has sent too many wrong passwords and must wait for a minute")]
    private static partial void LogLast(ILogger logger, IPAddress? address);
}
