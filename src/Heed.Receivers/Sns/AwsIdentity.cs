using Heed.Http;

namespace Heed.Receivers.Sns;

/// <summary>Who signs requests to AWS, and for which region.</summary>
/// <param name="SessionToken">Of keys that are lent for a while; null for others.</param>
public sealed record AwsIdentity(string Region, string AccessKey, Credential SecretKey, Credential? SessionToken)
{
    /// <summary>Stands in options that are not used.</summary>
    internal static readonly AwsIdentity Nobody = new("", "", Credential.FromText(""), null);
}
