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
        SendAsync(server, HttpMethod.Get, path, null, cancellation);

    /// <summary>As <see cref="AskAsync"/>, with a body as JSON whose members without a value are left out.</summary>
    public static Task<(string? Body, int ExitCode)> PostAsync(
        string? server, string path, IReadOnlyList<KeyValuePair<string, string?>> members, CancellationToken cancellation)
    {
        string body = JsonSerializer.Serialize(members.Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value));
        return SendAsync(server, HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), cancellation);
    }

    public static Task<(string? Body, int ExitCode)> DeleteAsync(string? server, string path, CancellationToken cancellation) =>
        SendAsync(server, HttpMethod.Delete, path, null, cancellation);

    private static async Task<(string? Body, int ExitCode)> SendAsync(
        string? server, HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address))
        {
            await Console.Error.WriteLineAsync($"heed: --server: expected an address such as {DefaultServer}, found \"{server}\"");
            return (null, ExitCodes.WrongUsage);
        }

        using HttpClient client = new() { BaseAddress = address };
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative)) { Content = content };
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, cancellation);
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
