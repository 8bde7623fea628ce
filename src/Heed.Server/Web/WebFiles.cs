using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

using Heed.Server.Endpoints;

using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Heed.Server.Web;

/// <summary>
/// The web UI: the front end's built files, embedded in this assembly. Every path that is no file and no API is the UI's own
/// and gets its first page.
/// </summary>
public sealed class WebFiles
{
    private const string Prefix = "web/";
    private const string FirstPage = "index.html";
    private static readonly string[] ApiPrefixes = ["v1/", "api/", "openapi/"];

    private readonly FrozenDictionary<string, WebFile> _files;

    public WebFiles()
    {
        Assembly assembly = typeof(WebFiles).Assembly;
        _files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => WebFile.Read(assembly, name));
    }

    /// <summary>Whether the program was built with the front end.</summary>
    public bool IsBuiltIn => _files.ContainsKey(FirstPage);

    public async Task ServeAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!.TrimStart('/');
        if (!HttpMethods.IsGet(context.Request.Method) || ApiPrefixes.Any(p => path.StartsWith(p, StringComparison.Ordinal)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsJsonAsync(new ApiProblem($"there is no {context.Request.Method} /{path}; /openapi/v1.json lists what there is"), ApiJson.Default.ApiProblem).ConfigureAwait(false);
            return;
        }

        if (!_files.TryGetValue(path, out WebFile? file) && !_files.TryGetValue(FirstPage, out file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("The web UI is not built into this program. Build it with ./heed.\n").ConfigureAwait(false);
            return;
        }

        HttpResponse response = context.Response;
        response.ContentType = file.ContentType;
        response.Headers[HeaderNames.ETag] = file.Tag;
        response.Headers[HeaderNames.Vary] = HeaderNames.AcceptEncoding;
        response.Headers[HeaderNames.CacheControl] = path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers[HeaderNames.ContentSecurityPolicy] = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        if (context.Request.Headers.IfNoneMatch.Contains(file.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        bool compressed = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (compressed) response.Headers[HeaderNames.ContentEncoding] = "gzip";
        await response.Body.WriteAsync(compressed ? file.Compressed.Value : file.Content).ConfigureAwait(false);
    }

    private sealed record WebFile(byte[] Content, string ContentType, string Tag, Lazy<byte[]> Compressed)
    {
        public static WebFile Read(Assembly assembly, string resource)
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            using MemoryStream content = new();
            stream.CopyTo(content);
            byte[] bytes = content.ToArray();
            string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"";
            return new WebFile(bytes, ContentTypeOf(resource), tag, new Lazy<byte[]>(() => Compress(bytes)));
        }

        private static byte[] Compress(byte[] content)
        {
            using MemoryStream target = new();
            using (GZipStream gzip = new(target, CompressionLevel.SmallestSize)) gzip.Write(content);
            return target.ToArray();
        }

        private static string ContentTypeOf(string resource) => Path.GetExtension(resource) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".json" or ".map" => "application/json",
            ".woff2" => "font/woff2",
            ".png" => "image/png",
            _ => "application/octet-stream",
        };
    }
}
