using System.Net;

namespace Heed.Server.Configuration;

/// <summary><c>server</c> of <c>heed.yml</c>.</summary>
/// <param name="Listen">Where HTTP is served.</param>
/// <param name="DataDirectory">Where everything is kept; absolute.</param>
/// <param name="ExternalUrl">Where people find this server, for links in notices; no slash at its end.</param>
public sealed record ServerOptions(IPEndPoint Listen, string DataDirectory, string ExternalUrl);
