<?php
// What the rewrite rules of a real web server do: files as they are, everything else to WordPress.
$path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$file = realpath( $_SERVER['DOCUMENT_ROOT'] . $path );
if ( $file && is_file( $file ) ) {
	return false;
}
// Other servers state the length of an answer or send it in chunks; PHP's own just ends the connection,
// and an answer that may be cut short is not one to remember for a conditional request.
ob_start( function ( $body ) {
	if ( http_response_code() === 200 ) {
		header( 'Content-Length: ' . strlen( $body ) );
	}
	return $body;
} );
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF']    = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
