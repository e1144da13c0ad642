using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Copr.Frontend;

/// <summary>Compares passwords, and limits the wrong ones of each address.</summary>
internal sealed partial class Passwords(IOptionsMonitor<BackendPassword> options, ILogger<Passwords> logger) : IDisposable
{
    public enum Result
    {
        Right,
        Wrong,

        /// <summary>The address has no attempts left. Its password is not even compared.</summary>
        MustWait,
    }

    private readonly PartitionedRateLimiter<IPAddress?> limiter = PartitionedRateLimiter.Create<IPAddress?, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(ToPartition(address), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Get(BackendPassword.Scheme).WrongPasswordsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    public Result Check(IPAddress? address, ReadOnlySpan<byte> given)
    {
        if (MustWait(address))
        {
            return Result.MustWait;
        }

        if (IsPassword(given))
        {
            return Result.Right;
        }

        using RateLimitLease lease = limiter.AttemptAcquire(address);
        if (lease.IsAcquired && MustWait(address))
        {
            LogLast(logger, address);
        }

        return Result.Wrong;
    }

    public void Dispose() => limiter.Dispose();

    private bool MustWait(IPAddress? address)
    {
        using RateLimitLease lease = limiter.AttemptAcquire(address, permitCount: 0);
        return !lease.IsAcquired;
    }

    /// <summary>Compares hashes, so that the elapsed time reveals neither the password nor its length.</summary>
    private bool IsPassword(ReadOnlySpan<byte> given) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(given), SHA256.HashData(Encoding.UTF8.GetBytes(options.Get(BackendPassword.Scheme).Password)));

    /// <summary>One customer usually has a whole /64 of IPv6.</summary>
    private static string ToPartition(IPAddress? address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : $"{address?.MapToIPv4()}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Address} has sent too many wrong passwords and must wait for a minute")]
    private static partial void LogLast(ILogger logger, IPAddress? address);
}
