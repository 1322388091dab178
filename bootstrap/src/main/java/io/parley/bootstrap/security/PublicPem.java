package io.parley.bootstrap.security;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * A public key out of a PEM file.
 *
 * @param algorithms with which a token may be signed that this key verifies
 */
record PublicPem(JWK key, Set<SignatureAlgorithm> algorithms) {
    private static final Set<SignatureAlgorithm> RSA = Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.RS384, SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256, SignatureAlgorithm.PS384, SignatureAlgorithm.PS512);
    private static final Map<Curve, SignatureAlgorithm> EC = Map.of(Curve.P_256, SignatureAlgorithm.ES256, Curve.P_384,
            SignatureAlgorithm.ES384, Curve.P_521, SignatureAlgorithm.ES512);

    /** @throws IllegalArgumentException if the text holds no RSA or EC key */
    static PublicPem parse(String pem) {
        String body = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(body));
        try {
            return new PublicPem(new RSAKey.Builder((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec)).build(), RSA);
        } catch (GeneralSecurityException notRsa) {
            return ec(spec);
        }
    }

    private static PublicPem ec(X509EncodedKeySpec spec) {
        try {
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
            Curve curve = Curve.forECParameterSpec(key.getParams());
            if (curve == null || !EC.containsKey(curve)) {
                throw new IllegalArgumentException("A key on a curve that signs no tokens");
            }
            return new PublicPem(new ECKey.Builder(curve, key).build(), Set.of(Objects.requireNonNull(EC.get(curve))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Neither an RSA nor an EC key", e);
        }
    }
}
