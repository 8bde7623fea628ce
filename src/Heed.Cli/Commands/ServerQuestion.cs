using System.CommandLine;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Heed.Cli.Commands;

/// <summary>A question to the API of a running server.</summary>
internal static class ServerQuestion
{
    public const string DefaultServer = "http://127.0.0.1:4333";

    public static Option<string> Option() => new("--server") { Description = "Where the server listens.", DefaultValueFactory = _ => DefaultServer };

    /// <summary>The answer's body; null, and an exit code, where there is none, which has been said on the terminal.</summary>
    public static Task<(string? Body, int ExitCode)> AskAsync(string? server, string path, CancellationToken cancellation) =>
        SendAsync(server, new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), cancellation);

    /// <summary>Posts JSON. The answer is as <see cref="AskAsync"/>'s.</summary>
    public static Task<(string? Body, int ExitCode)> TellAsync(string? server, string path, string json, CancellationToken cancellation) => SendAsync(
        server,
        new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(json, Encoding.UTF8, "application/json") },
        cancellation);

    public static Task<(string? Body, int ExitCode)> DeleteAsync(string? server, string path, CancellationToken cancellation) =>
        SendAsync(server, new HttpRequestMessage(HttpMethod.Delete, new Uri(path, UriKind.Relative)), cancellation);

    private static async Task<(string? Body, int ExitCode)> SendAsync(string? server, HttpRequestMessage request, CancellationToken cancellation)
    {
        using HttpRequestMessage sent = request;
        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address))
        {
            await Console.Error.WriteLineAsync($"heed: --server: expected an address such as {DefaultServer}, found \"{server}\"");
            return (null, ExitCodes.WrongUsage);
        }

        using HttpClient client = new() { BaseAddress = address };
        try
        {
            using HttpResponseMessage response = await client.SendAsync(sent, cancellation);
            string body = await response.Content.ReadAsStringAsync(cancellation);
            if (response.IsSuccessStatusCode) return (body, ExitCodes.Done);
            await Console.Error.WriteLineAsync($"heed: {Error(body, response.StatusCode)}");
        }
        catch (HttpRequestException error)
        {
            await Console.Error.WriteLineAsync($"heed: expected a server at {address}: {error.Message}");
        }

        return (null, ExitCodes.BadInput);
    }

    private static string Error(string body, HttpStatusCode status)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("error").GetString() ?? "";
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"the server answered {(int)status}";
        }
    }
}
