using System.Net.Http.Headers;
using System.Text;

namespace MLOpsBuild.Registry;

/// <summary>The header of RFC 7617.</summary>
internal static class BasicHeader
{
    public static AuthenticationHeaderValue Of(RegistryCredentials credentials) =>
        new(Challenge.Basic, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Username}:{credentials.Secret}")));
}
