using System.CommandLine;

namespace Heed.Load;

/// <summary>Which server is meant, and its process.</summary>
internal static class ServerOption
{
    public static Option<Uri> Url() => new("--url")
    {
        Description = "The server's address; loopback only.",
        Required = true,
        CustomParser = parsed =>
        {
            if (Uri.TryCreate(parsed.Tokens[0].Value, UriKind.Absolute, out Uri? url) && url.IsLoopback) return url;
            parsed.AddError($"expected a loopback address, found {parsed.Tokens[0].Value}");
            return null;
        },
    };

    public static Option<int> Pid() => new("--pid") { Description = "The server's process id, for its CPU time and memory." };
}
