<?php
// Sets options, and with them the form of the site's addresses.
require __DIR__ . '/load.php';
foreach ( $given as $name => $value ) {
	update_option( $name, $value );
}
global $wp_rewrite;
$wp_rewrite->set_permalink_structure( get_option( 'permalink_structure' ) );
flush_rewrite_rules();
