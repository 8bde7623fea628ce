using System.Globalization;
using System.Net;

using Heed.Model.Parsing;

namespace Heed.Server.Configuration;

/// <summary>Where the server listens.</summary>
/// <param name="Host">An IP address, IPv6 without brackets; or <c>localhost</c>.</param>
/// <param name="Port">Zero for any that is free.</param>
public sealed record ListenAddress(string Host, int Port)
{
    public static ListenAddress Default { get; } = new("127.0.0.1", 4333);

    /// <summary>What a socket is bound to.</summary>
    public IPEndPoint EndPoint => new(Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(Host), Port);

    /// <summary><c>127.0.0.1:4333</c>, <c>localhost:4333</c>, <c>[::1]:4333</c>; <c>:4333</c> is every address of the machine.</summary>
    public static ParseResult<ListenAddress> Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0) return Failure();
        string host = text[..colon];
        bool bracketed = host.StartsWith('[') && host.EndsWith(']');
        if (bracketed) host = host[1..^1];
        bool valid = host.Length == 0 ? !bracketed : host == "localhost" ? !bracketed : IPAddress.TryParse(host, out _) && host.Contains(':') == bracketed;
        if (!valid || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return Failure();
        }

        return ParseResult<ListenAddress>.Success(new ListenAddress(host.Length == 0 ? "0.0.0.0" : host, port));
    }

    /// <summary>As it is written in a URL.</summary>
    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static ParseResult<ListenAddress> Failure() =>
        ParseResult<ListenAddress>.Failure("expected an address and a port from 0 to 65535, such as 127.0.0.1:4333 or [::1]:4333", 0);
}
