using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Heed.Receivers.Sns;

/// <summary>
/// Amazon's Signature Version 4 of a POST without a query: what <c>Authorization</c> has to say so that nobody can have changed the
/// request on its way. Source: "Create a signed AWS API request", AWS General Reference.
/// </summary>
public static class AwsSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Termination = "aws4_request";

    /// <summary>How the header <c>X-Amz-Date</c> tells a time.</summary>
    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <param name="url">Its path is signed as it is, its host in lower case.</param>
    /// <param name="headers">Signed beside <c>host</c>, by name in lower case; <c>x-amz-date</c> among them.</param>
    /// <param name="body">As it goes over the wire.</param>
    /// <param name="region">As <c>us-east-2</c>.</param>
    /// <param name="service">As <c>sns</c>.</param>
    /// <param name="accessKey">Stands in the result.</param>
    /// <param name="secretKey">Does not.</param>
    public static string Authorization(
        Uri url, IReadOnlyDictionary<string, string> headers, ReadOnlySpan<byte> body, string region, string service, string accessKey, string secretKey)
    {
        SortedDictionary<string, string> signed = new(StringComparer.Ordinal) { ["host"] = url.Authority };
        foreach ((string name, string value) in headers) signed[name] = value;
        string date = headers["x-amz-date"];
        string day = date[..8];
        string names = string.Join(';', signed.Keys);
        StringBuilder request = new();
        request.Append("POST\n").Append(url.AbsolutePath).Append("\n\n");
        foreach ((string name, string value) in signed) request.Append(name).Append(':').Append(value.Trim()).Append('\n');
        request.Append('\n').Append(names).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(body)));
        string scope = $"{day}/{region}/{service}/{Termination}";
        string toSign = $"{Algorithm}\n{date}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.ToString())))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (string part in (ReadOnlySpan<string>)[day, region, service, Termination]) key = Sign(key, part);
        return $"{Algorithm} Credential={accessKey}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(Sign(key, toSign))}";
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
